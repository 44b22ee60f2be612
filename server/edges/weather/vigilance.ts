import type { ToldWarning } from '../../moments/weather.port.ts'
import type { Warning } from '../../moments/weather-warning.ts'

/** Phenomena of the Vigilance map that a moment can speak of; snow and ice are one there, told as snow. Floods, avalanches, waves: not ours. */
const KINDS: Record<string, Warning['kind']> = {
  '1': 'storm',
  '2': 'heavy-rain',
  '3': 'storm',
  '5': 'snow',
  '6': 'heat',
  '7': 'cold',
}
/** 1 green, 2 yellow, 3 orange, 4 red: from yellow on. Yellow snow is what a driver wants to know of. */
const FROM_COLOUR = 2
const COLOURS: Record<number, string> = { 2: 'yellow', 3: 'orange', 4: 'red' }

interface VigilanceMap {
  product?: {
    periods?: {
      timelaps?: {
        domain_ids?: {
          domain_id?: unknown
          phenomenon_items?: {
            phenomenon_id?: unknown
            timelaps_items?: { begin_time?: unknown; end_time?: unknown; color_id?: unknown }[]
          }[]
        }[]
      }
    }[]
  }
}

/** Departments; `FRA` and coasts (`0610`) are on the map too. */
const DEPARTMENT = /^(?:\d{2}|2[AB]|97\d)$/u

/** Reads « cartevigilance/encours » of Météo-France: by department and phenomenon, the hours at yellow or above, those that touch joined. */
export function readVigilance(map: unknown): ToldWarning[] {
  const told = new Map<string, ToldWarning>()
  for (const period of (map as VigilanceMap | null)?.product?.periods ?? [])
    for (const { domain_id, phenomenon_items } of period.timelaps?.domain_ids ?? []) {
      const area = String(domain_id ?? '')
      if (!DEPARTMENT.test(area)) continue
      for (const { phenomenon_id, timelaps_items } of phenomenon_items ?? []) {
        const kind = KINDS[String(phenomenon_id)]
        if (!kind) continue
        for (const item of timelaps_items ?? []) join(told, kind, area, item)
      }
    }
  return [...told.values()]
}

function join(
  told: Map<string, ToldWarning>,
  kind: Warning['kind'],
  area: string,
  item: { begin_time?: unknown; end_time?: unknown; color_id?: unknown },
): void {
  const [from, to, colour] = [
    Date.parse(String(item.begin_time)),
    Date.parse(String(item.end_time)),
    Number(item.color_id),
  ]
  if (!(colour >= FROM_COLOUR) || Number.isNaN(from) || Number.isNaN(to) || to <= from) return
  for (const each of told.values())
    if (each.kind === kind && each.area === area && from <= each.to && to >= each.from) {
      each.from = Math.min(each.from, from)
      each.to = Math.max(each.to, to)
      if ((COLOURS[colour] ?? '') !== each.level && rank(each.level) < colour)
        each.level = COLOURS[colour] ?? each.level
      return
    }
  const day = new Date(from).toISOString().slice(0, 10)
  told.set(`${kind} ${area} ${from}`, { kind, area, from, to, level: COLOURS[colour] ?? '', key: `${kind}:${day}` })
}

const rank = (level: string): number => Number(Object.entries(COLOURS).find(([, name]) => name === level)?.[0] ?? 0)
