import type { Account } from "../../core/model.ts";

/** A name that no account has yet: the wanted one, or that with a number. */
export function freeLabel(name: string, accounts: readonly Pick<Account, "label">[]): string {
  const taken = new Set(accounts.map(({ label }) => label));
  let label = name;
  for (let number = 2; taken.has(label); number += 1) label = `${name} ${number}`;
  return label;
}
