"""MkDocs: each page's Markdown goes through fencepost before other plugins see it."""
import logging
import os

from mkdocs.config import config_options
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority

import fencepost

log = logging.getLogger("mkdocs.plugins.fencepost")


class FencepostPlugin(BasePlugin):
    config_scheme = (
        ("fix", config_options.Type((bool, str))),
        ("fail", config_options.Type(bool, default=False)),
        ("render", config_options.Choice(("curl",), required=False)),
    )

    def on_config(self, config):
        self.left = 0

    @event_priority(100)
    def on_page_markdown(self, markdown, page, **_):
        path = page.file.abs_src_path
        try:
            document = fencepost.check_page(
                path, markdown, fix=self.config["fix"], render=self.config["render"],
                first_line=fencepost.line_of_body(markdown, path))
        except (fencepost.Error, ValueError) as error:
            raise PluginError(f"fencepost: {os.path.relpath(path)}: {error}") from None
        if document is None:
            return markdown
        for finding in document.findings:
            if finding.severity != "note":
                self.say(finding, os.path.relpath(path))
        return document.text

    def say(self, finding, path):
        self.left += not finding.fixed
        left = logging.ERROR if self.config["fail"] else logging.WARNING
        log.log(logging.INFO if finding.fixed else left, "%s", finding.line(path))

    @event_priority(100)
    def on_env(self, env, **_):
        if self.left and self.config["fail"]:
            raise PluginError(f"fencepost: {self.left} left that could not be mended")
