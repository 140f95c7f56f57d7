// For development only, never packaged: adds the accounts of the file that PARLEY_DEMO_ACCOUNTS names to Parley.
// It does so at every start of every window, because keys are kept by the browser that shows the window: a second
// browser sees the accounts, but not their keys.
const { readFile, writeFile } = require("node:fs/promises");
const { commands } = require("vscode");

exports.activate = async () => {
  const file = process.env.PARLEY_DEMO_ACCOUNTS;
  if (file === undefined) return;
  for (const account of JSON.parse(await readFile(file, "utf8"))) {
    await commands.executeCommand("parley.addAccount", account);
  }
  await commands.executeCommand("parley.chatbots.focus");
  // Tests wait for this file, as a view that takes the focus would close the menu that a test has just opened.
  await writeFile(`${file}.done`, "");
};
