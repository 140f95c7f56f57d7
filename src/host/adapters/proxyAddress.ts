/** The address of a proxy as people write it, with a scheme: `proxy.example:8080` is enough for VS Code and others. */
export function proxyAddress(written: string): string {
  const address = written.trim();
  return address === "" || /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `http://${address}`;
}
