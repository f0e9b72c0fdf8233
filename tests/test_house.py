"""The house as it is built: floors, doors, sizes and names, read from the source of every module.

HOUSE section 1 and 2. Each test collects everything that is wrong before it speaks.
"""

from __future__ import annotations

import ast
import re
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SRC = Path(__file__).resolve().parent.parent / "src" / "huikuan"
BOTTOM = {"text", "refusal", "errors", "cautions", "names"}
FLOORS = ["bottom", "domain", "show", "store", "parse", "usecases", "cli"]
"""From the ground up: a floor imports only from itself and from below."""
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
BANNED = {"manager", "handler", "processor", "helper", "util", "utils", "data", "info", "item"}
ONLY_ON = {
    "sqlmodel": {"store"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "sqlite3": {"store"},
    "psycopg": {"store"},
    "typer": {"cli"},
    "rich": {"show", "cli"},
}
CLOCKS = {
    "datetime": {"today", "now", "utcnow"},
    "date": {"today"},
    "time": {
        "time",
        "time_ns",
        "monotonic",
        "perf_counter",
        "process_time",
        "localtime",
        "gmtime",
        "strftime",
        "ctime",
    },
}
CLOCK_ROOM = "cli.session"
CJK = re.compile("[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


class Import(NamedTuple):
    """A module named in an import, where, and whether it is imported when the program runs and its module is opened."""

    module: str
    line: int
    at_run_time: bool
    on_opening: bool


def path_of(module: str) -> Path:
    path = SRC.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@cache
def modules() -> dict[str, ast.Module]:
    """The syntax of every module by its name below huikuan: domain.gap, errors; packages by their own."""
    found = {}
    for path in sorted(SRC.rglob("*.py")):
        parts = path.relative_to(SRC).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name or "huikuan"] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def floor_of(module: str) -> str:
    first = module.split(".", maxsplit=1)[0]
    if first in BOTTOM:
        return "bottom"
    return "cli" if first in {"huikuan", "__main__"} else first


def imports(tree: ast.Module) -> Iterator[Import]:
    """Every import of the module: also inside functions, and those for the type checker alone."""
    yield from _imports(tree.body, at_run_time=True, on_opening=True)


def _imports(body: Iterable[ast.AST], *, at_run_time: bool, on_opening: bool) -> Iterator[Import]:
    for node in body:
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno, at_run_time, on_opening) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield Import(f"{node.module}.{alias.name}", node.lineno, at_run_time, on_opening)
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            yield from _imports(node.body, at_run_time=False, on_opening=False)
            yield from _imports(node.orelse, at_run_time=at_run_time, on_opening=on_opening)
        else:
            inside = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
            yield from _imports(
                ast.iter_child_nodes(node), at_run_time=at_run_time, on_opening=on_opening and not inside
            )


@cache
def own(imported: str) -> str | None:
    """The module of ours an import names, the deepest one there is; None for somebody else's."""
    first, _, rest = imported.partition(".")
    if first != "huikuan":
        return None
    parts = rest.split(".") if rest else []
    while parts and ".".join(parts) not in modules():
        parts.pop()
    return ".".join(parts) or "huikuan"


@cache
def every_import() -> list[tuple[str, Import]]:
    return [(module, found) for module, tree in modules().items() for found in imports(tree)]


def where(module: str, line: int) -> str:
    return f"{path_of(module).relative_to(SRC.parent)}:{line}" if module != "huikuan" else f"huikuan/__init__.py:{line}"


def test_the_modules_are_found():
    """The tests below read what they mean to read."""
    assert {"domain.gap", "store.read", "cli.session", "errors", "usecases.promise", "huikuan"} <= set(modules())
    assert {floor_of(name) for name in modules()} == set(FLOORS)
    assert ("store.read", "domain.gap") in {(module, own(found.module)) for module, found in every_import()}


def test_a_floor_imports_only_from_itself_and_from_below():
    """Also inside functions, and for the type checker alone."""
    wrong = [
        f"{where(module, found.line)} ({floor_of(module)}) imports {found.module}"
        for module, found in every_import()
        if (imported := own(found.module)) is not None
        and FLOORS.index(floor_of(imported)) > FLOORS.index(floor_of(module))
        and not (imported == "huikuan" and floor_of(module) != "cli" and found.module.endswith("__version__"))
    ]
    assert wrong == []


def test_only_the_store_knows_databases_only_the_command_line_knows_typer():
    """And rich is known where things are drawn: in show/ and cli/."""
    wrong = [
        f"{where(module, found.line)} imports {found.module}"
        for module, found in every_import()
        if floor_of(module) not in ONLY_ON.get(found.module.split(".")[0], {floor_of(module)})
    ]
    assert wrong == []


def test_the_rules_need_nothing_but_the_standard_library():
    """domain/ imports itself, the ground floor, the standard library and dateutil.relativedelta."""
    wrong = [
        f"{where(module, found.line)} imports {found.module}"
        for module, found in every_import()
        if floor_of(module) == "domain"
        if found.module.split(".")[0] not in sys.stdlib_module_names | {"huikuan"}
        and not found.module.startswith("dateutil.relativedelta")
    ]
    assert wrong == []


def test_the_clock_is_read_in_one_room():
    """Nowhere but in cli/session.py does anybody ask what day or time it is."""
    wrong = [
        f"{where(module, node.lineno)} reads {ast.unparse(node)}"
        for module, tree in modules().items()
        if module != CLOCK_ROOM
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS.get(ast.unparse(node.value).split(".")[-1], ())
    ]
    wrong += [
        f"{where(module, found.line)} imports {found.module}"
        for module, found in every_import()
        if module != CLOCK_ROOM and found.module.startswith("time.") and found.module[5:] in CLOCKS["time"]
    ]
    assert wrong == []


def test_no_module_imports_itself_by_a_detour():
    """No circle among the imports, those inside functions and for the type checker alone included. Whoever imports a
    module of a package imports the package's own face too, as Python does, siblings among them.
    """
    graph: dict[str, set[str]] = {module: set() for module in modules()}
    for module, found in every_import():
        imported = own(found.module)
        if imported is not None:
            graph[module] |= {*_faces(imported), imported} - {module, "huikuan"}
    assert [" > ".join(circle) for circle in _circles(graph)] == []


def _faces(module: str) -> Iterator[str]:
    """The packages a module lies in, from the outermost on."""
    parts = module.split(".")
    for end in range(1, len(parts)):
        yield ".".join(parts[:end])


def _circles(graph: dict[str, set[str]]) -> Iterator[list[str]]:
    done: set[str] = set()

    def walk(module: str, trail: list[str]) -> Iterator[list[str]]:
        if module in trail:
            yield [*trail[trail.index(module) :], module]
        elif module not in done:
            for imported in sorted(graph[module]):
                yield from walk(imported, [*trail, module])
            done.add(module)

    for module in sorted(graph):
        yield from walk(module, [])


def test_files_are_short():
    """A file is read in one go: 400 lines at the very most; a room is a subject, not a length."""
    lengths = {
        name: len(path_of(name).read_text(encoding="utf-8").splitlines()) for name in modules() if name != "huikuan"
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_functions_are_short():
    """Forty lines at the very most; twenty-five is the rule."""
    wrong = {
        f"{where(module, node.lineno)} {node.name}": length
        for module, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert wrong == {}


def test_names_say_what_things_are():
    """No manager, handler, helper, data or info among the names of modules, classes and functions."""
    wrong = [
        f"{where(module, line)} {name}"
        for module, tree in modules().items()
        for name, line in [(module.split(".")[-1], 1), *_names(tree)]
        if BANNED & set(_words(name))
    ]
    assert wrong == []


def _names(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, node.lineno


def _words(name: str) -> list[str]:
    """The words of a name, in the singular: DataRows → data, row."""
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+", name)
    return [word.lower().removesuffix("s") if word.lower() not in BANNED else word.lower() for word in words]


def test_every_module_opens_with_its_rule_in_words():
    assert [name for name, tree in modules().items() if not ast.get_docstring(tree)] == []


def test_sentences_live_in_the_catalogues():
    """No Chinese character in the rules, the use cases or the store."""
    wrong = [
        where(module, number)
        for module in modules()
        if floor_of(module) in {"domain", "usecases", "store"}
        for number, line in enumerate(path_of(module).read_text(encoding="utf-8").splitlines(), start=1)
        if CJK.search(line)
    ]
    assert wrong == []


def test_every_refusal_and_caution_is_spoken_somewhere():
    """A sentence nobody can be told is not kept."""
    sources = {path: path.read_text(encoding="utf-8") for path in SRC.rglob("*.py")}
    homes = [path for path in sources if path.parent.name == "errors" or path.name == "cautions.py"]
    bases = {"Refusal", "RuleRefusal", "NotUnderstood", "NotFound", "StorageTrouble", "Caution"}
    named = {name for path in homes for name in re.findall(r"^class (\w+)", sources[path], re.MULTILINE)} - bases
    elsewhere = "\n".join(text for path, text in sources.items() if path not in homes)
    assert [name for name in sorted(named) if not re.search(rf"\b{name}\b", elsewhere)] == []


def test_no_column_is_found_by_its_heading():
    """A heading is a word in the language in use: code that looks for a column asks for its key."""
    asked = [
        f"{name}:{node.lineno}"
        for name, tree in modules().items()
        if not name.startswith("parse.files")
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        for side in (node.left, *node.comparators)
        if isinstance(side, ast.Attribute) and side.attr == "heading"
    ]
    assert asked == []


def test_what_typer_does_not_promise_is_used_in_one_place():
    """A new Typer is met in one folder; everybody else has `import typer` and its public names."""
    wrong = [
        f"{name}:{found.line} {found.module}"
        for name, tree in modules().items()
        if not name.startswith("cli.typer_inside.")
        for found in imports(tree)
        if re.match(r"typer\.(_|core|main|completion|models|utils|rich)", found.module)
    ]
    assert wrong == []
