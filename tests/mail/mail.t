#!/usr/bin/python3
"""Invitations and forgotten passwords, from the click to the new password, with a mail server that is not always kind."""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from posting import Browser, Post, Serving, equal, finish, ok, post_office, until

FROM = "Solbæk Kommune <portal@solbaek.example>"


def link_of(mail):
    return re.search(r"http://\S+/adgang/\S+", mail.get_body(("plain",)).get_content()).group(0)


post = Post()
office = post_office(post)
serving = Serving("main", "--smtp", "smtp://127.0.0.1:%d" % office.port, "--mail-from", FROM, "--limits", "mail=2")

# An administrator by the command line, invited by mail.
made = serving.run("user", "add", "anne@solbaek.example", "Anne", "Hølm", "--role", "administrator", "--mail")
equal((made.returncode, "/adgang/" in made.stdout), (0, False), "user add --mail prints no link")
ok(until(lambda: post.to("anne@solbaek.example")), "the invitation comes", serving.log())
mail = post.to("anne@solbaek.example")[0]
text, html = mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content()
equal([d for part in mail.walk() for d in part.defects], [], "a strict reader finds nothing wrong with it")
equal(str(mail["From"]), FROM, "it tells from whom")
equal(str(mail["To"]), "Anne Hølm <anne@solbaek.example>", "and to whom")
equal(mail["Auto-Submitted"], "auto-generated", "and that nobody wrote it")
ok(mail["Subject"].startswith("Din konto hos "), "its subject is Danish", mail["Subject"])
ok("Kære Anne Hølm" in text and "anne@solbaek.example" in text and "virker én gang" in text, "it says why, and how long", text)
ok(link_of(mail) in html and "Kære Anne Hølm" in html, "the HTML says the same", html)
equal(mail["Message-ID"].split("@")[1], "solbaek.example>", "the Message-ID is of the sender's domain")
ok(link_of(mail).startswith(serving.origin + "/adgang/"), "the link leads to the portal, whoever asked")

token = link_of(mail).rsplit("/", 1)[1]
ok(b"anne@solbaek.example" in serving.kept(), "the database holds the account")
ok(token.encode() not in serving.kept(), "the token is not in the database")
anne = Browser(serving)
equal(anne.send(link_of(mail), adgangskode="en lang nok en", igen="en lang nok en"), 303, "the link lets a password be chosen")
equal(anne.curl(link_of(mail)), 404, "once")
equal(anne.log_in("anne@solbaek.example", "en lang nok en"), 303, "which opens")
ok(token not in serving.log() and "/adgang/" in serving.log(), "the token is not in the log")
ok(token.encode() not in serving.kept(), "nor in the database now")

# By the page of administrators; the mail server is not kind to all of them.
unkind = ["busy", "refuse", "hang", "close"]
for name in unkind + ["bo"]:
    equal(anne.send("/konti", navn="%s Krogh" % name.capitalize(), email=name + "@solbaek.example", rolle="clerk"), 303,
          "an account for " + name)
pages = {}
ok(until(lambda: post.to("bo@solbaek.example")), "who comes after others whose mail is not taken gets theirs", serving.log())
ok("Anne Hølm har oprettet en konto til dig" in post.to("bo@solbaek.example")[0].get_body(("plain",)).get_content(),
   "it says who asked")
for name in ["busy", "hang", "close"]:
    address = name + "@solbaek.example"
    ok(until(lambda: post.to(address)), "what failed for now is tried again: " + name, serving.log(), post.tries)
    equal((len(post.to(address)), post.tries[address]), (1, 2), "and taken once: " + name)
ids = {a: {re.search(rb"(?i)message-id:\s*(<[^>]*>)", b).group(1) for x, b in post.given if x == a} for a, _ in post.given}
equal([len(ids[n + "@solbaek.example"]) for n in ["hang", "close"]], [1, 1], "under the same Message-ID at each try")
equal(post.tries["refuse@solbaek.example"], 1, "what is refused for good is not tried again")
ok(until(lambda: serving.ask("SELECT count(*) FROM job WHERE kind = 'mail' AND state IN ('waiting', 'running')") == "0"),
   "no mail waits")
equal(serving.ask("SELECT j.state FROM mail m JOIN job j ON j.id = m.job_id WHERE m.address = 'refuse@solbaek.example'"),
      "failed", "the job of the refused one has failed")
for n, words in ((3, "kunne ikke sendes"), (2, "er sendt")):
    anne.curl("/konti/%d" % n)
    ok(words in anne.body and "Send linket med mail" in anne.body, "the account's page tells: " + words, anne.body)
ok("fault=invalid" in serving.log() and "550" in serving.log(), "the log tells of the refusal", serving.log())
first = Browser(serving)
equal(first.curl(link_of(post.to("hang@solbaek.example")[0])), 200, "the link of a mail that was sent twice opens")

# A link anew, by the page.
equal(anne.send("/konti/6", hvad="mail"), 303, "Send linket med mail")
ok(until(lambda: len(post.to("bo@solbaek.example")) == 2), "comes", serving.log())
bo = Browser(serving)
equal(bo.curl(link_of(post.to("bo@solbaek.example")[0])), 404, "and the older link opens nothing any more")
equal(bo.send(link_of(post.to("bo@solbaek.example")[1]), adgangskode="en helt anden en", igen="en helt anden en"), 303, "the new one does")
equal(bo.log_in("bo@solbaek.example", "en helt anden en"), 303, "Bo is in")
equal(bo.curl("/konto"), 200, "and sees his account")

# A forgotten password.
nobody = Browser(serving)
nobody.curl("/log-ind")
ok('href="/log-ind/glemt"' in nobody.body, "log-in leads to it", nobody.body)
answers = {}
for address in ("bo@solbaek.example", "xx@solbaek.example"):
    visitor = Browser(serving)
    equal(visitor.send("/log-ind/glemt", email=address), 200, "a link is asked for: " + address)
    answers[address] = re.sub('name="token" value="[^"]*"', "", visitor.body).replace(address, "")
equal(*answers.values(), "the answer is the same with an account and without")
equal(nobody.send("/log-ind/glemt", email="BO@solbaek.example"), 200, "it is asked for again")
equal(nobody.send("/log-ind/glemt", email="nej"), 400, "what is no address is told")
equal(nobody.curl("/log-ind/glemt", "-d", "email=bo@solbaek.example"), 403, "a form from elsewhere is refused")
ok(until(lambda: len(post.to("bo@solbaek.example")) == 3), "a mail comes", serving.log())
ok(until(lambda: serving.ask("SELECT count(*) FROM job WHERE kind = 'mail' AND state IN ('waiting', 'running')") == "0"),
   "and no more")
equal((len(post.to("bo@solbaek.example")), post.tries.get("xx@solbaek.example")), (3, None),
      "one, however often it is asked for, and none to nobody")
equal(serving.ask("SELECT count(*) FROM mail WHERE address = 'xx@solbaek.example'"), "0", "whose address is not kept")
mail = post.to("bo@solbaek.example")[2]
ok("uændret" in mail.get_body(("plain",)).get_content(), "it says what to do when it was somebody else")
token = link_of(mail).rsplit("/", 1)[1]
equal(nobody.send(link_of(mail), adgangskode="et tredje kodeord", igen="et tredje kodeord"), 303, "a new password is chosen")
equal(nobody.curl(link_of(mail)), 404, "once")
equal(bo.curl("/konto"), 303, "every session has ended")
equal(bo.log_in("bo@solbaek.example", "en helt anden en"), 400, "the old password opens nothing")
equal(bo.log_in("bo@solbaek.example", "et tredje kodeord"), 303, "the new one does")
ok(token.encode() not in serving.kept() and token not in serving.log(), "the token is nowhere")
ok(serving.run("check").returncode == 0, "the journal is whole")
equal(serving.stop(), (0, True), "it stops, and the sanitizers found nothing")
office.stop()
finish()
