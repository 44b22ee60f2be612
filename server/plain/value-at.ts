/** `messages.0.id` in what was sent. */
export function valueAt(from: unknown, path: string): unknown {
  let at = from
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined
    at = (at as Record<string, unknown>)[name]
  }
  return at
}
