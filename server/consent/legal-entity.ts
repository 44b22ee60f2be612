import type { LawSettings } from './judged.ts'

/**
 * In whose name is it said? A site may be a company of its own: a sale allows the company that made it to write, and no other (ELEC-2), and
 * calls may be counted by company (CALL-4).
 * @param entities companies of the sites that are not the network's own
 */
export function inTheNameOf(
  settings: LawSettings,
  entities: ReadonlyMap<string, string>,
  siteId: string | null,
): LawSettings {
  const own = siteId === null ? undefined : entities.get(siteId)
  return own && own !== settings.legalEntity ? { ...settings, legalEntity: own } : settings
}
