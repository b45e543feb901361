"""Sphinx: Markdown pages go through fencepost before MyST reads them. `extensions` takes its name."""
import os

from pygments.lexers.data import JsonLexer
from sphinx.errors import ExtensionError
from sphinx.util import logging

import fencepost

log = logging.getLogger(__name__)


def find_settings(app, config):
    config.fencepost_settings = fencepost.settings_for(app.srcdir)


def say(finding, path, docname):
    level = log.info if finding.fixed else log.warning
    level("%s", finding.line(path), location=(docname, finding.start.line),
          type="fencepost", subtype=finding.rule)


def mend(app, docname, source):
    path = app.env.doc2path(docname)
    if not path.endswith((".md", ".markdown", ".mdx")):
        return
    try:
        document = fencepost.check(source[0], name=path, fix=app.config.fencepost_fix,
                                   settings=app.config.fencepost_settings,
                                   render=app.config.fencepost_render)
    except (fencepost.Error, ValueError) as error:
        raise ExtensionError(f"fencepost: {path}: {error}") from None
    source[0] = document.text
    for finding in document.findings:
        if finding.severity != "note":
            say(finding, os.path.relpath(path, app.srcdir), docname)


def setup(app):
    app.add_lexer("har", JsonLexer)
    app.add_config_value("fencepost_fix", True, "env", [bool, str])
    app.add_config_value("fencepost_render", None, "env", [str])
    # not for conf.py: what they depend on is read again when they change
    app.add_config_value("fencepost_settings", None, "env", [str])
    app.add_config_value("fencepost_version", fencepost.version, "env")
    app.connect("config-inited", find_settings)
    app.connect("source-read", mend, priority=100)
    return {"version": fencepost.version, "parallel_read_safe": True, "parallel_write_safe": True}
