#!/usr/bin/env python3
"""Makes agendas and minutes for measuring: documents.py FOLDER DOCUMENTS ITEMS WORDS [SEED]

Words follow Zipf's law over a vocabulary of made-up Danish, so that there are rare, middling and frequent ones; it is
written to FOLDER/words.txt, most frequent first.
"""
import datetime
import os
import random
import sys

ONSETS = ["b", "bl", "br", "d", "f", "fr", "g", "gr", "h", "j", "k", "kl", "l", "m", "n", "p", "pl", "r", "s", "sk", "st", "t", "tr", "v"]
VOWELS = ["a", "e", "i", "o", "u", "y", "æ", "ø", "å"]
CODAS = ["", "d", "g", "k", "l", "m", "n", "nd", "ng", "r", "rt", "s", "st", "t"]


def vocabulary(rng, size):
    words = set()
    while len(words) < size:
        words.add("".join(rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(CODAS) for _ in range(rng.randint(1, 4))))
    return sorted(words, key=lambda word: (len(word), word))


def main():
    folder, documents, items, length = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    rng = random.Random(int(sys.argv[5]) if len(sys.argv) > 5 else 1)
    words = vocabulary(rng, 60000)
    weights = [1 / (rank + 3) for rank in range(len(words))]
    os.makedirs(os.path.join(folder, "documents"), exist_ok=True)
    with open(os.path.join(folder, "words.txt"), "w") as out:
        out.write("\n".join(words))
    pool = rng.choices(words, weights, k=4_000_000)
    at = 0

    def run(n):
        nonlocal at
        if at + n > len(pool):
            at = rng.randrange(1000)
        at += n
        return pool[at - n:at]

    bodies = ["Økonomiudvalget", "Børne- og Skoleudvalget", "Teknisk Udvalg", "Kulturudvalget", "Socialudvalget", "Byrådet"]
    for number in range(documents):
        day = datetime.date(1990, 1, 1) + datetime.timedelta(days=2 * (number // len(bodies)))
        lines = [f"REFERAT {bodies[number % len(bodies)]} d. {day:%d-%m-%Y}", "",
                 f"Mødedato {day:%d-%m-%Y} kl. 16:00", "", "Mødested Mødelokale 2, Rådhuset", "",
                 "Mødedeltagere " + ", ".join(" ".join(w.capitalize() for w in run(2)) for _ in range(7)), ""]
        for item in range(1, items + 1):
            lines += [f"Punkt {item}: {' '.join(run(4)).capitalize()}", "", f"{day:%y}-{rng.randrange(1000000):06d}", "",
                      "Sagsfremstilling", ""]
            left = length
            while left > 0:
                n = min(left, rng.randint(30, 70))
                lines += [" ".join(run(n)).capitalize() + ".", ""]
                left -= n
            lines += ["Beslutning", "", "Godkendt.", ""]
        with open(os.path.join(folder, "documents", f"{number:06d}.txt"), "w") as out:
            out.write("\n".join(lines))


main()
