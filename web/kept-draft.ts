/** What is being written is kept for this tab while one looks elsewhere; it goes when it is saved, let go of, or somebody else signs in. */
export const DRAFTS = 'okaeri.draft '

export function keptDraft<T>(key: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(DRAFTS + key) ?? 'null') as T | null
  } catch {
    return null
  }
}
export const keepDraft = (key: string, value: unknown): void =>
  sessionStorage.setItem(DRAFTS + key, JSON.stringify(value))
export const dropDraft = (key: string): void => sessionStorage.removeItem(DRAFTS + key)

/** Whoever comes next at this machine finds nothing half written. */
export function dropDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(DRAFTS)) sessionStorage.removeItem(key)
}
