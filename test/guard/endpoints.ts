import type { Endpoint } from '../../contract/endpoint.ts'
import { RIGHTS } from '../../contract/rights.ts'
import type { Offence } from './tree.ts'

export type Declared = Pick<Endpoint, 'name' | 'method' | 'path' | 'access'>

/** Each endpoint has a name and an address of its own, and says who may call. `:id` and `:site` are the same place in an address. */
export function endpointOffences(endpoints: readonly Declared[]): Offence[] {
  const offences: Offence[] = []
  const say = (because: string): void =>
    void offences.push({ rule: 'endpoint', file: 'contract/index.ts', line: 1, because })
  const names = new Set<string>()
  const addresses = new Map<string, string>()
  for (const { name, method, path, access } of endpoints) {
    if (names.has(name)) say(`two endpoints are called ${name}`)
    names.add(name)
    const address = `${method} ${path.replaceAll(/:\w+/gu, ':')}`
    const other = addresses.get(address)
    if (other) say(`${name} and ${other} share ${method} ${path}`)
    addresses.set(address, name)
    if (!path.startsWith('/api/')) say(`${name} is not below /api/`)
    if (!['public', 'signed-in', ...RIGHTS].includes(access)) say(`${name} asks for "${access}", which is no right`)
  }
  return offences
}
