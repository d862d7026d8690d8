"""The database of a test: a file, or a schema of its own where TEST_DATABASE names a PostgreSQL (tests/postgres/with)."""
import os
import sqlite3
import subprocess

SERVER = os.environ.get("TEST_DATABASE") or None


class Store:
    made = 0

    def __init__(self, folder, name):
        self.file = self.url = os.path.join(folder, name + ".db")
        if SERVER:
            Store.made += 1
            schema = f"serve_{os.getpid()}_{Store.made}"
            self.file, self.url = None, f"{SERVER}&options=-csearch_path%3D{schema}"
            self.psql(f"CREATE SCHEMA {schema}", SERVER)

    def psql(self, text, url=None):
        done = subprocess.run(["psql", "-qXAt", "-v", "ON_ERROR_STOP=1", "-F", "\t", "-P", "null=\\N", url or self.url],
                              input="SET client_min_messages = warning;" + text, capture_output=True, text=True, check=True)
        return [tuple(self.cell(cell) for cell in line.split("\t")) for line in done.stdout.splitlines()]

    @staticmethod
    def cell(text):
        return None if text == "\\N" else int(text) if text.lstrip("-").isdigit() else text

    def rows(self, question):
        """What a question gives, or the rows that a change changes nothing about."""
        if SERVER:
            return self.psql(question)
        with sqlite3.connect(self.file, timeout=30) as database:
            return database.execute(question).fetchall()
