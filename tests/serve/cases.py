"""Runs HTTP cases, which are data: tests/cases/*.cases.

    == NAME                    a case: a connection of its own
    > LINE                     sends LINE and CR LF; a lone > sends CR LF
    >| BYTES                   sends BYTES; \\r \\n \\t \\0 \\\\ and \\xNN are what they are in C
    >*N BYTES                  the same, N times
    < STATUS                   an answer comes, with that status
    < Name: VALUE              ... it has that field; VALUE may hold * and ?, as in a shell
    < !Name                    ... it does not
    < "WORDS                   ... its content holds WORDS
    < #N                       ... its content has N bytes
    < breaks off               the connection ends before the next answer is whole
    < closes                   it ends, whatever else comes
    < ends                     the connection ends, and nothing more comes
    < goes on                  it does not: another request is answered
"""
import fnmatch
import re

from serving import ok

ESCAPES = {"r": b"\r", "n": b"\n", "t": b"\t", "0": b"\0", "\\": b"\\"}


def bytes_of(text):
    out = b""
    for part in re.findall(r"\\x[0-9a-f]{2}|\\.|[^\\]+", text):
        if part.startswith("\\x"):
            out += bytes([int(part[2:], 16)])
        elif part.startswith("\\"):
            out += ESCAPES[part[1]]
        else:
            out += part.encode()
    return out


def read_cases(path):
    case = None
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip("\n")
            if not line or line.startswith("#"):
                continue
            if line.startswith("== "):
                if case:
                    yield case
                case = (line[3:], b"", [], [])
                name, sent, expected, methods = case
            elif line.startswith(">*"):
                times, rest = line[2:].split(" ", 1)
                sent += bytes_of(rest) * int(times)
            elif line.startswith(">|"):
                sent += bytes_of(line[3:])
            elif line.startswith(">"):
                sent += line[2:].encode() + b"\r\n"
            elif line.startswith("< "):
                expected.append(line[2:])
            else:
                raise SystemExit(f"{path}:{number}: {line}")
            case = (name, sent, expected, methods)
    if case:
        yield case


def meets(answer, wanted):
    if wanted.startswith("!"):
        return answer.header(wanted[1:]) is None
    if wanted.startswith('"'):
        return wanted[1:].encode() in answer.body
    if wanted.startswith("#"):
        return len(answer.body) == int(wanted[1:])
    name, value = wanted.split(": ", 1)
    return any(key.lower() == name.lower() and fnmatch.fnmatchcase(got, value.replace("[", "[[]"))
               for key, got in answer.headers)


def run_case(serving, name, sent, expected):
    link = serving.link()
    answer = None
    try:
        link.send(sent)
    except (BrokenPipeError, ConnectionResetError):
        pass  # refused before all was sent: the answer is there all the same
    for wanted in expected:
        if wanted.isdigit():
            answer = link.read(head_only=sent.startswith(b"HEAD "))
            good = answer is not None and answer.status == int(wanted)
        elif wanted == "breaks off":
            good = link.read() is None
        elif wanted == "closes":
            while link.more():
                pass
            good = True
        elif wanted == "ends":
            good = link.ended()
        elif wanted == "goes on":
            following = link.ask("/robots.txt")
            good = following is not None and following.status == 200
        else:
            good = answer is not None and meets(answer, wanted)
        if not good:
            link.close()
            return f"wanted: {wanted}\ngot: {answer!r}\nbeyond: {link.got[:200]!r}"
    link.close()
    return None


def run_cases(serving, path):
    for name, sent, expected, _ in read_cases(path):
        problem = run_case(serving, name, sent, expected)
        ok(problem is None, name, problem)
