import { expect, test } from 'vitest'
import * as api from '../../contract/imports.ts'
import { counts, importing } from '../../test/importing.ts'
import { freshDb } from '../../test/world.ts'
import { lawOf, lawSettings } from '../consent/law.store.ts'
import { mayWe } from '../consent/may-we.ts'
import { writeReceipts } from '../consent/receipts.store.ts'
import { inTransaction } from '../kit/house.ts'
import { importRowsFlow } from './import-rows.flow.ts'

const { db } = await freshDb()
const here = importing(db)
const { bring, people } = here
const HEAD = 'Identifiant;Code client;Canal;Consentement;Date;Preuve\n'
const consents = (...rows: string[]) => bring(HEAD + rows.join('\n'), 'dms', 'consents')

async function anne(): Promise<string> {
  await bring('Code client;Nom;Prénom;E-mail;Portable\n1;Cieille;Anne;anne@example.org;0639980101\n')
  return (await people())[0]!.id
}

async function may(id: string, channel: 'email' | 'sms', hours = 0): Promise<string> {
  const at = here.desk.clock.now.getTime() + hours * 3_600_000
  const person = (await lawOf(db, [id])).get(id)!
  return mayWe({ channel, purpose: 'commercial', at }, person, await lawSettings(db)).answer
}

test('a line that said yes and says no is heard, by file and by the API; sent again, nothing changes', async () => {
  const id = await anne()
  await consents('Y1;1;email;oui;02/11/2025;papier')
  expect(await may(id, 'email')).toBe('yes')
  expect(counts(await consents('Y1;1;email;non;20/01/2026;'))).toMatchObject({ created: 1, unchanged: 0 })
  expect(await may(id, 'email')).toBe('no')
  // The old file, once more, brings no yes back; nor does the new one say no twice.
  expect(counts(await consents('Y1;1;email;oui;02/11/2025;papier'))).toMatchObject({ created: 0, unchanged: 1 })
  expect(counts(await consents('Y1;1;email;non;20/01/2026;'))).toMatchObject({ created: 0, unchanged: 1 })
  expect(await may(id, 'email')).toBe('no')
  const send = (action: string, at: string) =>
    here.desk.ask(api.importRows, importRowsFlow(), {
      body: {
        source: 'dms',
        kind: 'consents',
        rows: [{ key: 'Y1', customerKey: '1', channel: 'email', action, at, proof: 'papier' }],
      } as never,
    })
  expect((await send('given', '2026-02-01')).rows).toMatchObject([{ outcome: 'created' }])
  expect(await may(id, 'email')).toBe('yes')
  expect((await send('withdrawn', '2026-02-02')).rows).toMatchObject([{ outcome: 'created' }])
  expect(await may(id, 'email')).toBe('no')
})

test('the same number of a line, of two customers, is two words', async () => {
  await bring('Code client;Nom;Prénom\n1;Cieille;Anne\n2;Martin;Paul\n')
  expect(counts(await consents('Y1;1;sms;non;02/01/2026;', 'Y1;2;sms;non;02/01/2026;'))).toMatchObject({ created: 2 })
})

test.each([
  '1;courrier;non;',
  '1;sms;STOP;',
  '1;e-mail;désabonnée;',
  '1;tous;non;',
  '1;email;opt-out;',
  '1;;ne pas contacter;',
  '1;sms;non;31/11/2025',
  '1;sms;non;12/07/2031',
])('a no is heard without a day, and once: %s', async (row) => {
  const id = await anne()
  await consents('a;1;sms;oui;02/11/2025;papier', 'b;1;email;oui;02/11/2025;papier')
  const no = () => bring(`Code client;Canal;Consentement;Date\n${row}\n`, 'dms', 'consents')
  expect(counts(await no())).toMatchObject({ created: 1, refused: 0 })
  expect(counts(await no())).toMatchObject({ created: 0, unchanged: 1 })
  const { channel } = await db
    .selectFrom('consent.receipt')
    .select('channel')
    .where('customer_id', '=', id)
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  for (const one of ['sms', 'email'] as const)
    expect(await may(id, one)).toBe(channel === one || channel === 'all' ? 'no' : 'yes')
})

test('a list of those who want nothing needs whom it names and the answer, no more; a yes of such a list is set aside', async () => {
  const id = await anne()
  await consents('a;1;sms;oui;02/11/2025;papier')
  expect(counts(await bring('Client;Code client;Consentement\n;1;non\n', 'liste', 'consents'))).toMatchObject({
    refused: 1,
  })
  expect(counts(await bring('Code client;Consentement\n1;opposition\n', 'dms', 'consents'))).toMatchObject({
    created: 1,
  })
  expect(await may(id, 'sms')).toBe('no')
  const yes = await bring('Code client;Canal;Consentement;Preuve\n1;sms;oui;papier\n', 'dms', 'consents')
  expect(counts(yes)).toMatchObject({ created: 0, refused: 1 })
})

test('of two words of one day the no stands: a yes of today without an hour undoes no STOP of this morning, now or later', async () => {
  const id = await anne()
  const { house, clock } = here.desk
  clock.now = new Date('2026-03-02T08:21:00Z')
  await inTransaction(house, (house) =>
    writeReceipts(house, [
      { customerId: id, action: 'withdrawn', channel: 'email', purpose: 'commercial', place: 'desk' },
    ]),
  )
  for (const [n, when] of ['02/03/2026', '02/03/2026 00:00', '2026-03-02T00:00:00Z'].entries())
    expect(counts(await consents(`a${n};1;email;oui;${when};papier`)), when).toMatchObject({ created: 1 })
  for (const hours of [0, 6, 30]) expect(await may(id, 'email', hours)).toBe('no')
  // An hour that has not come is no hour at which they can have said yes.
  const toCome = await consents('z;1;email;oui;02/03/2026 23:59;papier')
  expect(counts(toCome)).toMatchObject({ created: 0, refused: 1 })
  expect(await may(id, 'email', 30)).toBe('no')
})

test('a no of a day without an hour is the end of that day, and holds from now on where that day is today', async () => {
  const id = await anne()
  here.desk.clock.now = new Date('2026-03-02T08:21:00Z')
  await consents('a;1;email;oui;10/02/2026 15:00;papier', 'b;1;email;non;10/02/2026;')
  expect(await may(id, 'email')).toBe('no')
  await consents('c;1;sms;oui;02/03/2026;papier')
  expect(await may(id, 'sms')).toBe('yes')
  await consents('d;1;sms;non;02/03/2026;')
  expect(await may(id, 'sms')).toBe('no')
  expect(counts(await consents('d;1;sms;non;02/03/2026;'))).toMatchObject({ unchanged: 1 })
})

test('several channels in one cell are a word for each, and are known again', async () => {
  const id = await anne()
  const yes = 'Y1;1;e-mail / SMS;oui;02/11/2025;papier'
  expect(counts(await consents(yes))).toMatchObject({ created: 1, refused: 0 })
  expect([await may(id, 'email'), await may(id, 'sms')]).toEqual(['yes', 'yes'])
  expect(counts(await consents(yes))).toMatchObject({ created: 0, unchanged: 1 })
  expect(counts(await consents('Y1;1;e-mail, sms et téléphone;non;12/01/2026;'))).toMatchObject({
    created: 1,
    refused: 0,
  })
  expect([await may(id, 'email'), await may(id, 'sms')]).toEqual(['no', 'no'])
})

test('a no for a channel that nobody knows is a no to all; a yes holds for what can be read, and for nothing else', async () => {
  const id = await anne()
  const run = await consents('Y1;1;mail + pigeon;oui;02/11/2025;papier')
  expect(counts(run)).toMatchObject({ created: 1, refused: 0 })
  expect(run.warnings).toMatchObject([{ because: 'channel-left-out', n: 1 }])
  expect([await may(id, 'email'), await may(id, 'sms')]).toEqual(['yes', 'no'])
  expect(counts(await consents('Y2;1;pigeon;oui;02/11/2025;papier'))).toMatchObject({ created: 0, refused: 1 })
  const no = await consents('Y3;1;pigeon;STOP;;')
  expect(counts(no)).toMatchObject({ created: 1, refused: 0 })
  expect(no.warnings).toMatchObject([{ because: 'channel-taken-for-all', n: 1 }])
  expect(await may(id, 'email', 1)).toBe('no')
})
