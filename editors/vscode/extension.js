// The client of `pakt lsp` for Visual Studio Code, and the command that opens the preview.

"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

/** The running client. */
let client;

/** Returns the program and its arguments, as the settings have them. */
function serverOptions() {
  const settings = vscode.workspace.getConfiguration("pakt");
  const args = ["lsp", ...settings.get("arguments", [])];
  return { command: settings.get("command", "pakt"), args };
}

/** Starts the server. A program that is missing is reported once, with what to do. */
async function start() {
  const clientOptions = {
    documentSelector: [
      { scheme: "file", language: "markdown" },
      { scheme: "file", language: "yaml" },
      { scheme: "file", language: "plaintext" },
      { scheme: "file", pattern: "**/content/**/*.{csv,tsv}" },
    ],
    synchronize: {
      fileEvents: vscode.workspace.createFileSystemWatcher("**/{content,themes}/**"),
    },
  };
  client = new LanguageClient("pakt", "pakt", serverOptions(), clientOptions);
  try {
    await client.start();
  } catch (error) {
    const settings = "Open settings";
    const message = `pakt cannot be started (${error.message}). Install it, or set pakt.command.`;
    if ((await vscode.window.showErrorMessage(message, settings)) === settings) {
      vscode.commands.executeCommand("workbench.action.openSettings", "pakt.command");
    }
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running && running.needsStop()) {
    await running.stop();
  }
}

/** Runs the preview in a terminal, which opens the browser. */
function openPreview() {
  const name = "pakt serve";
  const known = vscode.window.terminals.find((terminal) => terminal.name === name);
  if (known && known.exitStatus === undefined) {
    known.show();
    return;
  }
  const { command } = serverOptions();
  const cwd = vscode.workspace.workspaceFolders?.[0]?.uri;
  vscode.window
    .createTerminal({ name, cwd, shellPath: command, shellArgs: ["serve", "--open"] })
    .show();
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("pakt.openPreview", openPreview),
    vscode.commands.registerCommand("pakt.restart", async () => {
      await stop();
      await start();
    }),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
