import { afterEach, beforeEach } from 'vitest'
import type * as importFields from '../contract/import-fields.ts'
import * as api from '../contract/imports.ts'
import { customerById } from '../server/customers/customers.store.ts'
import { previewImport, readImport, runImport } from '../server/customers/import.flow.ts'
import { customerBatch } from '../server/customers/import-batch.flow.ts'
import { type BatchWork, runImports } from '../server/customers/import-run.flow.ts'
import { keepUpload } from '../server/customers/import-upload.flow.ts'
import { WORKS } from '../server/flows/import-works.flow.ts'
import { wouldRefuse } from '../server/flows/import-would.flow.ts'
import type { Db } from '../server/kit/house.ts'
import { openDesk } from './desk.ts'

/** The preview as the house makes it. */
export const previewed = previewImport(wouldRefuse())

/** Batches small enough that a short file has several. */
const BATCH = 500

/** A place of the network, Lyon, under this id. */
export const placeAt = (db: Db, id: string) =>
  db.insertInto('network.site').values({ id, name: 'Lyon', brand_id: null, phone: null, hours: '{}' }).execute()

/** A desk from which files are sent, one after the other, to an empty house on this database. */
export function importing(db: Db) {
  const here = {
    desk: openDesk(db),
    upload: (text: string | Buffer, source = 'dms', kind: importFields.ImportKind = 'customers', site?: string) =>
      keepUpload(here.desk.house, here.desk.caller, {
        name: 'clients.csv',
        bytes: Buffer.from(text),
        source,
        kind,
        ...(site ? { site } : {}),
      }),
    work: (batch: BatchWork = customerBatch, kind: importFields.ImportKind = 'customers') =>
      runImports(here.desk.house, kind, batch, BATCH),
    read: (id: string) => here.desk.ask(api.readImport, readImport, { params: { id } }),
    start: async (id: string, mapping?: Record<string, string>) =>
      here.desk.ask(api.runImport, runImport, {
        params: { id },
        body: { mapping: mapping ?? (await here.read(id)).mapping },
      }),
    /** Sends a file, runs it to its end with the mapping proposed. */
    bring: async (
      text: string | Buffer,
      source?: string,
      kind: importFields.ImportKind = 'customers',
      site?: string,
    ) => {
      const { id } = await here.upload(text, source, kind, site)
      here.desk.clock.now = new Date(here.desk.clock.now.getTime() + 1000)
      await here.start(id)
      await here.work(WORKS[kind], kind)
      return here.read(id)
    },
    people: async () => {
      const rows = await db.selectFrom('customers.customer').select('id').orderBy('id').execute()
      return Promise.all(rows.map(async ({ id }) => (await customerById(db, id, '2026-03-02'))!))
    },
  }
  beforeEach(() => {
    here.desk = openDesk(db)
  })
  afterEach(async () => {
    for (const table of [
      'customers.import',
      'customers.source_record',
      'customers.customer',
      'customers.asset',
      'customers.word',
    ] as const)
      await db.deleteFrom(table).execute()
  })
  return here
}

export const counts = ({ state, rows, done, created, updated, unchanged, refused }: api.ImportRun) => ({
  state,
  rows,
  done,
  created,
  updated,
  unchanged,
  refused,
})

export const HEADER = 'N° client;Nom;Prénom;Portable;E-mail;Ville;Immatriculation;Marque;Modèle'
/** A file of so many people, each with their own phone and e-mail. */
export const many = (n: number): string =>
  [
    HEADER,
    ...Array.from({ length: n }, (_, i) => `${i};Nom${i};Zoé;06${String(10_000_000 + i)};z${i}@free.fr;Lyon;;;`),
  ].join('\n')
