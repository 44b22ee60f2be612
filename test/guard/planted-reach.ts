import { file, type PlantedBy } from './planted.ts'

const PURE = 'server/visits/why.ts'
const FLOW = 'server/visits/visit.flow.ts'
const bad = (story: string, text: string, path = PURE) => ({
  story,
  files: file(path, text),
  at: `${path}:${text.split('\n').length}`,
})

export const plantedReach: PlantedBy = {
  reach: [
    bad('the clock, by its usual name', 'export const late = (at: number) =>\n  at < Date.now()'),
    bad('the clock, as a new date of nothing', 'export const now = () => new Date()'),
    bad('the clock, as a call', 'export const now = () => Date()'),
    bad('the clock, spelled in quotes', `export const now = () => Date['now']()`),
    bad('the clock, through a cast', 'export const now = () => (Date as { now(): number }).now()'),
    bad('the clock, under another name', 'const Clock = Date\n;'.replace('\n;', '')),
    bad('the clock, taken apart', 'const { now } = Date'),
    bad('the clock, of an empty list', 'export const now = (...parts: []) => new Date(...parts)'),
    bad('the clock, in a default', 'export const late = (now = performance.now()) => now'),
    bad('the clock of Temporal', 'export const now = () => Temporal.Now.instant()'),
    bad('chance', 'export const one = () => Math.random()'),
    bad('chance, taken apart', 'const { random } = Math'),
    bad('chance, computed', 'export const any = (name: "random") => Math[name]()'),
    bad('configuration', 'export const secret = process.env.SECRET'),
    bad('configuration, by the long way', 'export const secret = globalThis.process.env.SECRET'),
    bad('a log of one’s own', 'export const say = () => console.log(1)'),
    bad('the network', 'export const get = () => fetch("https://example.org")'),
    bad('later', 'export const later = (work: () => void) => setTimeout(work, 1)'),
    bad('in the body of a class', 'export class Kept {\n  readonly at = new Date()\n}'.replace('\n}', '}')),
    bad('a flow with a clock of its own', 'export const flow = () => new Date()', FLOW),
    bad(
      'a store with chance of its own',
      'export const store = () => crypto.randomUUID()',
      'server/visits/visit.store.ts',
    ),
    bad('the contract with a clock', 'export const at = new Date()', 'contract/visits.ts'),
    bad(
      'after a block with a local of the same name',
      '{ const process = { env: 1 } }\nexport const env = process.env',
    ),
    {
      story: 'near: dates of something, chance and fetch that are handed in, the words as words',
      files: {
        ...file(
          PURE,
          [
            'export const day = (at: string) => new Date(at)',
            'export const is = (at: unknown) => at instanceof Date && Date.UTC(2026, 0) < Date.parse("2026-01-01")',
            'export const half = (n: number) => Math.round(n / 2)',
            'export const through = (fetch: () => number, console: { log(): void }) => { console.log(); return fetch() }',
            'export function wait({ setTimeout }: { setTimeout: () => void }) { setTimeout() }',
            'export type Fetch = typeof fetch',
            'export interface Clock { now(): Date; process: string }',
            'export const row = { process: 1, fetch: 2 }.process',
            'export const text = `Date.now() Math.random()` // Date.now()',
            'try { day("x") } catch (performance) { String(performance) }',
            'for (const crypto of [1, 2]) half(crypto)',
          ].join('\n'),
        ),
        ...file('server/kit/log.ts', 'export const now = () => Date.now()'),
        ...file('server/edges/push/web-push.edge.ts', 'export const get = () => fetch("https://example.org")'),
        ...file('server/visits/visit.flow.test.ts', 'export const now = new Date()'),
        ...file('web/parts/when.ts', 'export const now = () => new Date()'),
        ...file(FLOW, 'export const pause = () => setTimeout(() => undefined, 1)'),
      },
    },
  ],
}
