/** How a value is written where it stands: in JSON, in a form, or as it is. */
export type Written = 'json' | 'form' | 'plain'

const PLACE = /\{\{\s*([a-zA-Z][a-zA-Z0-9]*)\s*\}\}/gu

const write: Record<Written, (value: string) => string> = {
  json: (value) => JSON.stringify(value).slice(1, -1),
  form: (value) => encodeURIComponent(value),
  plain: (value) => value.replaceAll(/[\r\n]+/gu, ' '),
}

/** Fills `{{name}}` in a provider's template: each value written so that it stays a value, whatever it holds. */
export const fillTemplate = (template: string, values: Readonly<Record<string, string>>, written: Written): string =>
  template.replaceAll(PLACE, (_all, name: string) => write[written](values[name] ?? ''))

/** Names a template asks for. */
export const namesIn = (template: string): string[] => [
  ...new Set([...template.matchAll(PLACE)].map(([, name]) => name!)),
]

export const writtenAs = (contentType: string): Written =>
  contentType.includes('json') ? 'json' : contentType.includes('urlencoded') ? 'form' : 'plain'
