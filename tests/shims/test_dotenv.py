"""python-dotenv: the grammar of .env files, interpolation, override, the search for the file."""

import unittest

from harness import case, make_tests

GRAMMAR = r'''
# a comment
A=1
export B = two words  # comment
C='single $X \' \n quoted' # c
D="double \"q\" \n \t \\ \x"
E=
F
'G H'=quoted key
I = "multi
line"
J=a#b
K=a #b
L="unclosed
M=${A}-${B}
N=${MISSING:-fall back}
O=${MISSING}
P='${A}'
Q="${A}"
R=  spaced value   
S=${OUTER}
A=again
T=${A}
  U=indented
V: colon
W==double
X="x"y
Y=`tick`
Z=\n raw
é=unicode ü
'''

READ = """
import dotenv
for key, value in dotenv.dotenv_values(".env").items():
    show(key, value)
"""

CASES = [
    case("grammar", READ, {".env": GRAMMAR}, {"OUTER": "outside", "A": "environment"}),
    case("crlf", READ, {".env": "A=1\r\nB='x'\r\n\r\n#c\r\nC=3"}),
    case("old_mac_lines", READ, {".env": "A=1\rB=2\r"}),
    case("bad_lines", READ, {".env": "= nothing\nA=1\n'open\nB=2\nexport\nexport C\nD 4\n"}),
    case("no_interpolation", "import dotenv\nshow(dotenv.dotenv_values('.env', interpolate=False))",
         {".env": "A=1\nB=${A}\n"}),
    case("load", """
import os, dotenv
show(dotenv.load_dotenv())
show(os.environ["A"], os.environ["B"], os.environ["C"], os.environ.get("D", "unset"))
show(dotenv.load_dotenv(override=True))
show(os.environ["A"], os.environ["C"])
""", {".env": "A=file\nB=${A}\nC=${A}x\nD\n"}, {"A": "env"}),
    case("missing_file", """
import dotenv
show(dotenv.load_dotenv("nothing.env"), dotenv.dotenv_values("nothing.env"), dotenv.find_dotenv("no.such.file"))
fails(dotenv.find_dotenv, "no.such.file", raise_error_if_not_found=True)
"""),
    case("find", """
import dotenv, os
show(dotenv.find_dotenv())
os.mkdir("deep")
os.chdir("deep")
show(dotenv.find_dotenv(usecwd=True), dotenv.find_dotenv("other.env"))
show(dotenv.get_key("../.env", "A"), dotenv.get_key("../.env", "Z"))
""", {".env": "A=1\n", "other.env": ""}),
    case("stream", """
import dotenv, io
show(dotenv.dotenv_values(stream=io.StringIO("A=1\\nB=${A}2")))
show(dotenv.load_dotenv(stream=io.StringIO("")))
"""),
    case("disabled", "import dotenv\nshow(dotenv.load_dotenv('.env'))", {".env": "A=1"}, {"PYTHON_DOTENV_DISABLED": "1"}),
    case("encoding", "import dotenv\nshow(dotenv.dotenv_values('.env', encoding='utf-8-sig'))", {".env": "\ufeffA=1\n"}),
    case("submodule", "from dotenv.main import load_dotenv, find_dotenv\nshow(load_dotenv(find_dotenv()))", {".env": "A=1"}),
]

Dotenv = make_tests("dotenv", CASES, needs=["dotenv"])

if __name__ == "__main__":
    unittest.main()
