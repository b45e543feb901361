"""Sphinx: Markdown pages go through fencepost before MyST reads them. `extensions` takes its name."""
import os

from pygments.lexers.data import JsonLexer
from sphinx.errors import ExtensionError
from sphinx.util import logging

import fencepost

log = logging.getLogger(__name__)


def source_of(env, docname):
    return os.fspath(env.doc2path(docname))


def is_markdown(config, path):
    kinds = [kind for suffix, kind in config.source_suffix.items() if path.endswith(suffix)]
    return "markdown" in kinds or path.endswith((".md", ".markdown", ".mdx"))


def changed_settings(app, env, *_):
    """The pages for which other settings hold than when they were read."""
    before = getattr(env, "fencepost_settings", {})
    folder_of = {docname: os.path.dirname(source_of(env, docname)) for docname in env.found_docs}
    now = {folder: fencepost.settings_for(folder) for folder in set(folder_of.values())}
    env.fencepost_settings = now
    return [docname for docname, folder in folder_of.items() if now[folder] != before.get(folder)]


def say(finding, path, docname):
    level = log.info if finding.fixed else log.warning
    level("%s", finding.line(path), location=(docname, finding.start.line),
          type="fencepost", subtype=finding.rule)


def mend(app, docname, source):
    path = source_of(app.env, docname)
    if not is_markdown(app.config, path):
        return
    try:
        document = fencepost.check_page(path, source[0], fix=app.config.fencepost_fix,
                                        render=app.config.fencepost_render)
    except (fencepost.Error, ValueError) as error:
        raise ExtensionError(f"fencepost: {docname}: {error}") from None
    if document is None:
        return
    source[0] = document.text
    for finding in document.findings:
        if finding.severity != "note":
            say(finding, os.path.relpath(path, app.srcdir), docname)


def setup(app):
    app.add_lexer("har", JsonLexer)
    app.add_config_value("fencepost_fix", None, "env", [bool, str])
    app.add_config_value("fencepost_render", None, "env", [str])
    # not for conf.py: pages are read again when it changes
    app.add_config_value("fencepost_version", fencepost.version, "env")
    app.connect("env-get-outdated", changed_settings)
    app.connect("source-read", mend, priority=100)
    return {"version": fencepost.version, "parallel_read_safe": True, "parallel_write_safe": True}
