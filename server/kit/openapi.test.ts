import { expect, test } from 'vitest'
import { ENDPOINTS } from '../../contract/index.ts'
import { openApi } from './openapi.ts'

type Json = Record<string, unknown>
interface Operation {
  operationId: string
  requestBody?: {
    content: { 'application/json': { schema: { properties?: Record<string, Json>; required?: string[] } } }
  }
}

const paths = openApi(ENDPOINTS, '0').paths as Record<string, Record<string, Operation>>
const bodyOf = (path: string, method: string) =>
  paths[path]?.[method]?.requestBody?.content['application/json'].schema ?? {}

test('what creates says what a field left out becomes', () => {
  const { properties = {} } = bodyOf('/api/sites', 'post')
  expect(properties.country).toMatchObject({ default: 'FR' })
  expect(properties.greetWithinS).toMatchObject({ default: 90, minimum: 15, maximum: 3600 })
})

test('what changes something leaves alone what is not named: no default, nothing required', () => {
  const { properties = {}, required = [] } = bodyOf('/api/sites/{id}', 'patch')
  expect(properties.country).not.toHaveProperty('default')
  expect(properties.greetWithinS).toMatchObject({ minimum: 15, maximum: 3600 })
  expect(required).toEqual([])
})

test('no change at all promises a default', () => {
  const promised = Object.entries(paths).flatMap(([path, { patch }]) =>
    Object.entries((patch && bodyOf(path, 'patch').properties) ?? {})
      .filter(([, field]) => JSON.stringify(fieldItself(field)).includes('"default":'))
      .map(([name]) => `${patch?.operationId} ${name}`),
  )
  expect(promised).toEqual([])
  expect(Object.values(paths).filter(({ patch }) => patch).length).toBeGreaterThan(5)
})

/** The field, without what stands inside a list or an object that is sent whole. */
function fieldItself({ items: _items, properties: _properties, ...field }: Json): Json {
  return field
}
