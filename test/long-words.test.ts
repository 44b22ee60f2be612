import { expect, test } from 'vitest'
import type { z } from 'zod'
import { ENDPOINTS } from '../contract/index.ts'
import { ownTime } from './own-time.ts'

/** Every text that an endpoint takes in, by where it stands. One schema that stands at several places is one. */
function textsOf(): Map<z.ZodType, string> {
  const found = new Map<z.ZodType, string>()
  const seen = new Set<unknown>()
  const look = (schema: unknown, at: string): void => {
    if (typeof schema !== 'object' || schema === null || seen.has(schema)) return
    seen.add(schema)
    if (Array.isArray(schema)) for (const each of schema) look(each, at)
    const def = (schema as Partial<z.ZodType>)._zod?.def as Record<string, unknown> | undefined
    if (!def) return
    if (def.type === 'string') found.set(schema as z.ZodType, at)
    if (def.type === 'lazy') look((def.getter as () => unknown)(), at)
    for (const [name, of] of Object.entries((def.shape as object | undefined) ?? {})) look(of, `${at}.${name}`)
    for (const part of [
      'innerType',
      'element',
      'keyType',
      'valueType',
      'in',
      'out',
      'left',
      'right',
      'options',
      'items',
    ])
      look(def[part], at)
  }
  for (const { endpoint } of ENDPOINTS)
    for (const part of ['params', 'query', 'body'] as const) look(endpoint[part], `${endpoint.name} ${part}`)
  return found
}

/** What a pattern that looks at every place from every place would choke on: minutes of it, for what comes in one request. */
const RUNS = ['1', 'a', ' ', '-', '.', 'a.', 'a-', '@', 'a@', '/', '_', '\t', '\n', ':', '{{', '<', '"', '%']
const LONG = 50_000

test('no text of the contract, however long, keeps the house from answering others', () => {
  const texts = textsOf()
  expect(texts.size).toBeGreaterThan(200)
  const slow = [...texts].flatMap(([schema, at]) =>
    RUNS.flatMap((run) => {
      const text = `${run.repeat(LONG / run.length)}!`
      return ownTime(() => schema.safeParse(text)) > 250 ? [`${at}: ${JSON.stringify(run)}…`] : []
    }),
  )
  expect(slow).toEqual([])
})
