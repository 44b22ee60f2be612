import { ProblemError } from '../../api.ts'
import type { Key } from '../../words/words.tsx'

/** What to say at a field that the server refused, by its path: our words, in the language of the person. */
const SAID: readonly (readonly [RegExp, Key])[] = [
  [/^phones\.\d+\.number$/u, 'customer.fault-phone'],
  [/^emails\.\d+\.address$/u, 'customer.fault-email'],
  [/^(given|family|company)Name$/u, 'customer.fault-name'],
  [/^country$/u, 'fault.unknown-country'],
  [/^plateCountry$/u, 'customer.fault-country'],
  [/^plate$/u, 'customer.fault-plate'],
  [/^vin$/u, 'customer.fault-vin'],
  [/^role$/u, 'customer.fault-role'],
  [/^year$/u, 'customer.fault-year'],
  [/^mileage$/u, 'customer.fault-mileage'],
  [/^registeredOn$/u, 'customer.fault-registered'],
  [/^at$/u, 'customer.fault-moment'],
  [/(On|Until|Date|since)$/u, 'customer.fault-day'],
  [/Id$/u, 'customer.fault-gone'],
]

/** The faults of a refusal as form errors, by field; those we have no words for are said plainly. */
export function fieldFaults(error: unknown, t: (key: Key) => string): Record<string, string> {
  if (!(error instanceof ProblemError)) return {}
  return Object.fromEntries(
    (error.problem.faults ?? []).map(({ path }) => {
      const field = path.replace(/^body\./u, '')
      const known = SAID.find(([shape]) => shape.test(field))
      return [field, t(known ? known[1] : 'fault.other')]
    }),
  )
}

/** A refusal that its fields do not show: everything else is said beside the field. */
export const beyondFields = (error: unknown): unknown =>
  error instanceof ProblemError && (error.problem.faults?.length ?? 0) > 0 ? null : error

export const isStale = (error: unknown): boolean => error instanceof ProblemError && error.problem.code === 'stale'
