import { file, type PlantedBy } from './planted.ts'

const VISIT = 'server/visits/why.ts'
const CUSTOMER = 'server/customers/name.ts'

export const plantedImports: PlantedBy = {
  river: [
    {
      story: 'a slice looks downstream',
      files: file(CUSTOMER, `import { why } from '../visits/why.ts'`),
      at: `${CUSTOMER}:1`,
    },
    {
      story: 'a slice looks downstream for a type alone',
      files: file(CUSTOMER, `\n\nimport type { Why } from '../visits/why.ts'`),
      at: `${CUSTOMER}:3`,
    },
    {
      story: 'a long way round leads to the same place',
      files: file(CUSTOMER, `import { why } from './.././../server/timeline/../visits/./why.ts'`),
      at: `${CUSTOMER}:1`,
    },
    {
      story: 'an address written in percent signs',
      files: file(CUSTOMER, `import { why } from '../%76isits/why.ts'`),
      at: `${CUSTOMER}:1`,
    },
    {
      story: 'import() in the middle of a function',
      files: file(CUSTOMER, `export const late = async () => {\n  return import('../visits/why.ts')\n}`),
      at: `${CUSTOMER}:2`,
    },
    {
      story: 'import() whose address is computed',
      files: file(CUSTOMER, `export const any = (where: string) => import(where)`),
      at: `${CUSTOMER}:1`,
    },
    {
      story: 'passing on what is downstream',
      files: file(CUSTOMER, `export * from '../visits/why.ts'`),
      at: `${CUSTOMER}:1`,
    },
    {
      story: 'import() inside a type',
      files: file(CUSTOMER, `export type Why = import('../visits/why.ts').Why`),
      at: `${CUSTOMER}:1`,
    },
    {
      story: 'a worker’s address',
      files: file('server/kit/pool.ts', `new Worker(new URL('../visits/why.ts', import.meta.url))`),
      at: 'server/kit/pool.ts:1',
    },
    {
      story: 'an address from the root of a machine',
      files: file(CUSTOMER, `import x from 'file:///srv/server/visits/why.ts'`),
      at: `${CUSTOMER}:1`,
    },
    {
      story: 'a slice that uses a flow where slices meet',
      files: file(VISIT, `import type { Watch } from '../flows/watch.ts'`),
      at: `${VISIT}:1`,
    },
    {
      story: 'kit that knows a business word',
      files: file('server/kit/http.ts', `import type { Name } from '../customers/name.ts'`),
      at: 'server/kit/http.ts:1',
    },
    {
      story: 'plain that uses kit',
      files: file('server/plain/fold.ts', `import type { House } from '../kit/house.ts'`),
      at: 'server/plain/fold.ts:1',
    },
    {
      story: 'a flow that names an edge',
      files: file('server/flows/intake.flow.ts', `import { knownDevices } from '../edges/devices.ts'`),
      at: 'server/flows/intake.flow.ts:1',
    },
    {
      story: 'an edge that stores',
      files: file('server/edges/streams.edge.ts', `import { noteState } from '../signals/source.store.ts'`),
      at: 'server/edges/streams.edge.ts:1',
    },
    {
      story: 'the server that draws',
      files: file('server/flows/card.flow.ts', `import { Card } from '../../web/parts/Card.tsx'`),
      at: 'server/flows/card.flow.ts:1',
    },
    {
      story: 'the web that reaches into the server',
      files: file('web/ask.ts', `import type { House } from '../server/kit/house.ts'`),
      at: 'web/ask.ts:1',
    },
    {
      story: 'the web that reads files',
      files: file('web/ask.ts', `import { readFileSync } from 'fs'`),
      at: 'web/ask.ts:1',
    },
    {
      story: 'the contract that needs a library',
      files: file('contract/visits.ts', `import { sql } from 'kysely'`),
      at: 'contract/visits.ts:1',
    },
    {
      story: 'the contract that believes the server',
      files: file('contract/visits.ts', `import type { Why } from '../server/visits/why.ts'`),
      at: 'contract/visits.ts:1',
    },
    {
      story: 'the product that uses its tests',
      files: file(VISIT, `import { town } from '../../test/town.ts'`),
      at: `${VISIT}:1`,
    },
    {
      story: 'a folder that stands nowhere in the river',
      files: file('server/loyalty/points.ts', `export const points = 1`),
      at: 'server/loyalty/points.ts:1',
    },
    {
      story: 'a file of business at the top of the server',
      files: file('server/greet.ts', `export const greet = 1`),
      at: 'server/greet.ts:1',
    },
    {
      story: 'the tables of the house as a value',
      files: file(VISIT, `import { tables } from '../tables.ts'`),
      at: `${VISIT}:1`,
    },
    {
      story: 'near: upstream, own, contract and kit; and a way round that comes home',
      files: {
        ...file(
          VISIT,
          `import { z } from 'zod'\nimport { name } from '../customers/name.ts'\nimport type { Visit } from '../../contract/visits.ts'\nimport { who } from '../visits/who.ts'\nimport { notFound } from '../kit/problem.ts'\nimport type { Tables } from '../tables.ts'`,
        ),
        ...file('server/world.ts', `import { knownDevices } from './edges/devices.ts'`),
        ...file(
          'server/edges/streams.edge.ts',
          `import type { Intake } from '../flows/intake.flow.ts'\nimport { parse } from '../signals/plate-read.ts'`,
        ),
        ...file(
          'server/customers/name.test.ts',
          `import { why } from '../visits/why.ts'\nimport { town } from '../../test/town.ts'`,
        ),
        ...file('web/ask.ts', `import { visit } from '../contract/visits.ts'\nimport './theme.css'`),
      },
    },
    {
      story: 'near: the words of an import in a comment and in a text',
      files: file(
        CUSTOMER,
        `// import { why } from '../visits/why.ts'\nexport const text = "import('../visits/why.ts')"\nexport const more = \`require('../visits/why.ts')\``,
      ),
    },
  ],
  suffix: [
    {
      story: 'a file that only decides reads a file',
      files: file(VISIT, `import { readFileSync } from 'node:fs'`),
      at: `${VISIT}:1`,
    },
    { story: 'the same without its prefix', files: file(VISIT, `import net from 'net'`), at: `${VISIT}:1` },
    {
      story: 'the same by require',
      files: file('server/visits/cards.flow.ts', `const { exec } = require('child_process')`),
      at: 'server/visits/cards.flow.ts:1',
    },
    { story: 'the same passed on', files: file(VISIT, `export { get } from 'node:https'`), at: `${VISIT}:1` },
    {
      story: 'chance out of node:crypto',
      files: file(VISIT, `import { createHash, randomBytes } from 'node:crypto'`),
      at: `${VISIT}:1`,
    },
    {
      story: 'all of node:crypto, chance included',
      files: file(VISIT, `import * as crypto from 'node:crypto'`),
      at: `${VISIT}:1`,
    },
    {
      story: 'a flow that draws its own keys',
      files: file('server/visits/keys.flow.ts', `import { randomBytes } from 'node:crypto'`),
      at: 'server/visits/keys.flow.ts:1',
    },
    { story: 'the query builder, loaded', files: file(VISIT, `import { sql } from 'kysely'`), at: `${VISIT}:1` },
    {
      story: '`import { type }` still loads the file',
      files: file(VISIT, `import { type House } from '../kit/house.ts'`),
      at: `${VISIT}:1`,
    },
    {
      story: 'a file that only decides loads a store',
      files: file(VISIT, `import { insertVisit } from './visit.store.ts'`),
      at: `${VISIT}:1`,
    },
    {
      story: 'a library that touches the world',
      files: file(VISIT, `import Fastify from 'fastify'`),
      at: `${VISIT}:1`,
    },
    {
      story: 'a store that calls a flow',
      files: file('server/visits/visit.store.ts', `import { greet } from './visit.flow.ts'`),
      at: 'server/visits/visit.store.ts:1',
    },
    {
      story: 'routes that go past the flow',
      files: file('server/visits/visits.routes.ts', `import { insertVisit } from './visit.store.ts'`),
      at: 'server/visits/visits.routes.ts:1',
    },
    {
      story: 'a flow that opens a socket',
      files: file('server/visits/call.flow.ts', `import { connect } from 'node:net'`),
      at: 'server/visits/call.flow.ts:1',
    },
    {
      story: 'a port that makes something',
      files: file('server/visits/push.port.ts', `export interface Push {}\nexport const push = {}`),
      at: 'server/visits/push.port.ts:2',
    },
    {
      story: 'an edge outside the edges',
      files: file('server/visits/push.edge.ts', `export const push = 1`),
      at: 'server/visits/push.edge.ts:1',
    },
    {
      story: 'a suffix nobody knows',
      files: file('server/visits/visit.service.ts', `export const service = 1`),
      at: 'server/visits/visit.service.ts:1',
    },
    {
      story: 'near: types of what touches, hashes, pure libraries, and a flow that loads stores',
      files: {
        ...file(
          VISIT,
          `import type { Selectable } from 'kysely'\nimport type { House } from '../kit/house.ts'\nimport type { VisitRow } from './visit.store.ts'\nimport { createHash } from 'node:crypto'\nimport { parsePhoneNumber } from 'libphonenumber-js/max'\nimport { conflict } from '../kit/problem.ts'\nimport { z } from 'zod'`,
        ),
        ...file(
          'server/visits/visit.flow.ts',
          `import { insertVisit } from './visit.store.ts'\nimport { inTransaction } from '../kit/house.ts'\nimport { createHash } from 'node:crypto'`,
        ),
        ...file('server/visits/visit.store.ts', `import { sql } from 'kysely'`),
        ...file(
          'server/edges/push/web-push.edge.ts',
          `import { connect } from 'node:net'\nimport push from 'web-push'`,
        ),
        ...file('server/kit/data-folder.ts', `import { mkdirSync } from 'node:fs'`),
      },
    },
  ],
  cycle: [
    {
      story: 'two files need one another, one of them for a type',
      files: {
        ...file(VISIT, `import { who } from './who.ts'`),
        ...file('server/visits/who.ts', `\nimport type { Why } from './why.ts'`),
      },
      at: 'server/visits/who.ts:2',
    },
    {
      story: 'a round of three, through import() and export',
      files: {
        ...file('web/a.ts', `export * from './b.ts'`),
        ...file('web/b.ts', `export const later = () => import('./c.tsx')`),
        ...file('web/c.tsx', `import { later } from './a.ts'`),
      },
      at: 'web/a.ts:1',
    },
    {
      story: 'a file that needs itself',
      files: file('contract/visits.ts', `import * as me from './visits.ts'`),
      at: 'contract/visits.ts:1',
    },
    {
      story: 'near: two ways to one file, and a test that comes back',
      files: {
        ...file('web/a.ts', `import './b.ts'\nimport './c.ts'`),
        ...file('web/b.ts', `import './d.ts'`),
        ...file('web/c.ts', `import './d.ts'`),
        ...file('web/d.ts', `export const d = 1`),
        ...file('web/d.test.ts', `import './a.ts'`),
      },
    },
  ],
}
