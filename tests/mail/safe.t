#!/usr/bin/python3
"""Mail over TLS, with a log-in; what is refused at the start; and a portal without mail."""
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from posting import SAGSGANG, Browser, Post, Serving, certificate, equal, finish, ok, post_office, until

folder = tempfile.mkdtemp(prefix="sagsgang-tls-")
cert, context = certificate(folder)
with open(os.path.join(folder, "password"), "w", encoding="utf-8") as f:
    f.write("s3cret ord\n")
FROM = ["--mail-from", "portal@solbaek.example"]
invite = ["user", "add", "anne@solbaek.example", "Anne", "--mail"]

post = Post()
office = post_office(post, tls_context=context, require_starttls=True, authenticator=post.authenticate, auth_required=True)
serving = Serving("starttls", "--smtp", "smtp://portal@127.0.0.1:%d" % office.port, "--smtp-ca", cert, "--smtp-password",
                  os.path.join(folder, "password"), *FROM)
serving.run(*invite)
ok(until(lambda: post.to("anne@solbaek.example")), "STARTTLS and a log-in", serving.log())
equal({l[1:] for l in post.logins}, {(b"portal", b"s3cret ord")}, "with the password of the file")
serving.stop()
serving = Serving("stranger", "--smtp", "smtp://portal@127.0.0.1:%d" % office.port, "--smtp-password",
                  os.path.join(folder, "password"), *FROM)
n = len(post.logins)
serving.run(*invite)
ok(until(lambda: "no safe connection" in serving.log()), "a certificate that nobody vouches for", serving.log())
equal((len(post.logins), len(post.taken)), (n, 1), "is told nothing")
serving.stop()
office.stop()

post = Post()
office = post_office(post, authenticator=post.authenticate, auth_require_tls=False)
serving = Serving("bare", "--smtp", "smtp://portal:s3cret%%20ord@127.0.0.1:%d" % office.port, *FROM)
serving.run(*invite)
ok(until(lambda: "no safe connection" in serving.log()), "without TLS", serving.log())
equal((post.logins, post.taken), ([], []), "no password is told")
ok("s3cret" not in serving.log(), "nor logged")
serving.stop()
office.stop()

post = Post()
office = post_office(post, ssl_context=context)
serving = Serving("smtps", "--smtp", "smtps://127.0.0.1:%d" % office.port, "--smtp-ca", cert, *FROM)
serving.run(*invite)
ok(until(lambda: post.to("anne@solbaek.example")), "smtps://", serving.log())
serving.stop()
office.stop()

serving = Serving("without")
made = serving.run("user", "add", "bo@solbaek.example", "Bo", "--role", "administrator")
visitor = Browser(serving)
visitor.curl("/log-ind")
ok('"/log-ind/glemt"' not in visitor.body, "without a mail server nobody is led to a mail", visitor.body)
equal(visitor.curl("/log-ind/glemt"), 404, "and there is no such page")
path = made.stdout.strip().replace("http://127.0.0.1:8080", "")
visitor.send(path, adgangskode="en lang nok en", igen="en lang nok en")
visitor.log_in("bo@solbaek.example", "en lang nok en")
equal(visitor.send("/konti", navn="Cilie", email="cilie@solbaek.example"), 303, "an account is made")
visitor.curl("/konti/2")
ok("Send linket" not in visitor.body, "and its link is handed over as before", visitor.body)
equal(visitor.send("/konti/2", hvad="mail"), 400, "a mail that is asked for all the same is refused")
serving.stop()

smtp = ["--smtp", "smtp://127.0.0.1:1"]
origin = ["--origin", "http://127.0.0.1:1"]
for options in (smtp, smtp + origin, smtp + FROM, smtp + origin + ["--mail-from", "nobody"],
                ["--smtp", "http://127.0.0.1"] + origin + FROM, smtp + origin + FROM + ["--smtp-password", folder + "/none"],
                smtp + origin + FROM + ["--smtp-ca", folder + "/none"]):
    run = subprocess.run([SAGSGANG, "serve", "--db", os.path.join(folder, "x.db"), "--listen", "127.0.0.1:0", *options],
                         capture_output=True, text=True, timeout=60)
    ok(run.returncode in (2, 3), "refused at the start: " + " ".join(options[-2:]), run.returncode, run.stderr)
shutil.rmtree(folder)
finish()
