/** The user settings of every editor started here: quiet, offline, and without what differs from run to run. */
export const editorSettings: Readonly<Record<string, unknown>> = {
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "workbench.startupEditor": "none",
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "workbench.enableExperiments": false,
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "security.workspace.trust.enabled": false,
  "window.menuBarVisibility": "compact",
  "remote.autoForwardPorts": false,
  // Otherwise the processes of the whole computer are looked through every few seconds.
  "remote.autoForwardPortsSource": "output",
  "git.enabled": false,
};
