/** A name that a service has given, for the label of a row in a list, where `$(…)` would draw an icon. */
export function plainLabel(name: string): string {
  return name.replaceAll("$(", "$\u200B(");
}
