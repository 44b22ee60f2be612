import type { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { counts, importing } from '../../test/importing.ts'
import { freshDb } from '../../test/world.ts'
import { encodeText } from './encode-text.ts'
import { refusedRows } from './import.flow.ts'
import { decodeFile, ENCODINGS } from './import-encoding.ts'
import { keepUpload } from './import-upload.flow.ts'

const { db } = await freshDb()
const here = importing(db)
const { bring, people } = here

const fileOf = async (id: string): Promise<{ type: string; bytes: Buffer }> => {
  const raw = await refusedRows(here.desk.house, { params: { id }, query: {}, body: undefined }, here.desk.caller)
  return { type: raw.contentType, bytes: Buffer.concat(await (raw.body as Readable).toArray()) }
}
const HEAD = 'N° client;Nom;Prénom;Portable;Pointure'

test.each(['windows-1252', 'utf-16le', 'utf-8', 'macintosh'] as const)(
  'what is set aside of a French file in %s comes back as one, is mended, sent again, and leaves nothing of ours behind',
  async (encoding) => {
    const rows = [
      '1;Lefèvre;Zoé;0639980101;38',
      '2;;;0639980102;39',
      '3;"Yung;Élodie;0639980103;40',
      '4;Brûlé;Noé;0639980104;41',
    ]
    const run = await bring(encodeText(`${HEAD}\r\n${rows.join('\r\n')}\r\n`, encoding))
    expect(counts(run)).toMatchObject({ created: 2, refused: 2 })
    const refused = await fileOf(run.id)
    const text = decodeFile(refused.bytes, encoding)
    expect(refused.type).toBe(`text/csv; charset=${encoding}`)
    expect(text.replace('\uFEFF', '').split('\n')).toEqual([
      `line;because;${HEAD}`,
      '3;aucun nom;2;;;0639980102;39',
      `4;un guillemet n'est pas refermé;3;"""Yung";Élodie;0639980103;40`,
      '',
    ])
    // One is mended, the other forgotten: what comes back the second time begins with one line and one reason.
    const again = await bring(encodeText(text.replace('"""Yung"', 'Yung'), encoding))
    expect(again.mapping).toMatchObject({ line: '', because: '', Nom: 'familyName', Pointure: 'attribute' })
    expect(counts(again)).toMatchObject({ created: 1, refused: 1 })
    const third = decodeFile((await fileOf(again.id)).bytes, encoding)
      .replace('\uFEFF', '')
      .split('\n')
    expect(third).toEqual([`line;because;${HEAD}`, '2;aucun nom;2;;;0639980102;39', ''])
    const last = await bring(encodeText(third.join('\n').replace('2;;;', '2;Okoye;Ada;'), encoding))
    expect(counts(last)).toMatchObject({ created: 1, refused: 0 })
    expect((await people()).map(({ name }) => name)).toEqual(['Zoé Lefèvre', 'Noé Brûlé', 'Élodie Yung', 'Ada Okoye'])
    const kept = await db.selectFrom('customers.source_record').select('data').execute()
    expect(JSON.stringify(kept)).not.toContain('because')
  },
)

test('of JSON lines they come as CSV by the separator of the language', async () => {
  const { id } = await keepUpload(here.desk.house, here.desk.caller, {
    name: 'clients.jsonl',
    bytes: Buffer.from('{"id":1,"nom":"Petit"}\n{"id":2,"nom":""}\n{"id":3\n'),
    source: 'shop',
  })
  await here.start(id)
  await here.work()
  const separator = here.desk.caller.locale.startsWith('fr') ? ';' : ','
  expect((await fileOf(id)).bytes.toString().split('\r\n')).toEqual(
    ['\uFEFFline;because;id;nom', '2;aucun nom;2;', '3;ligne JSON illisible;"{""id"":3"', ''].map((row) =>
      row.replaceAll(';', separator),
    ),
  )
})

test.each(ENCODINGS.filter((encoding) => encoding !== 'utf-8-bom'))('%s: what is written is read again', (encoding) => {
  const text = 'Élodie Brûlé, 12 € — œuvre’s'
  expect(decodeFile(encodeText(text, encoding), encoding)).toBe(
    encoding === 'iso-8859-15' ? 'Élodie Brûlé, 12 € ? œuvre?s' : text,
  )
})
