import { beforeAll, describe, expect, test } from 'vitest'
import * as gate from '../../contract/gate-file.ts'
import { openSqueakingPads } from '../squeaking-pads.ts'
import { hire } from '../visitor.ts'

/** Pads that squeak have a file in which they are made better: words, a cause, what is done by whom, proofs. */
const town = await openSqueakingPads()
const { owner, advisor, siteId, house, app, one, customer, answers, squeak } = town

beforeAll(async () => {
  await answers(1, { customerId: await customer(), words: 'Ça grince à chaque freinage.' })
  await squeak(6)
})

describe('the improvement file', () => {
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(200, 3)])
  const upload = (fileId: string, type: string, payload: Buffer, cookie = advisor.cookie) =>
    app.inject({
      method: 'POST',
      url: `/api/quality/files/${fileId}/proofs/file?title=Mesure`,
      headers: { cookie, 'content-type': type },
      payload,
    })
  test('is kept by its owner: words, cause, what is done by whom', async () => {
    const { file, spoken } = await one()
    const lead = await hire(town, 'Chloé Cheffe', [{ role: 'site-manager', siteId }])
    const params = { id: file!.id }
    await owner.ask(gate.updateFile, { params, body: { ownerId: lead.staffId, wrong: 'Elles grincent.' } })
    // The owner works in it without managing the gate.
    await lead.screen.ask(gate.updateFile, { params, body: { cause: 'Une garniture trop dure.' } })
    await lead.screen.ask(gate.linkWords, { params, body: { verbatimId: spoken[0]!.id, linked: true } })
    const action = await lead.screen.ask(gate.addImprovement, {
      params,
      body: { title: 'Changer de garniture', ownerId: advisor.staffId, dueOn: '2027-01-10' },
    })
    await lead.screen.ask(gate.changeImprovement, { params: { id: action.id }, body: { done: true } })
    await lead.screen.ask(gate.noteInFile, { params, body: { text: 'Le fournisseur répond lundi.' } })
    expect(await one()).toMatchObject({
      file: {
        owner: { name: 'Chloé Cheffe' },
        wrong: 'Elles grincent.',
        cause: 'Une garniture trop dure.',
        actions: [{ title: 'Changer de garniture', owner: { name: 'Alice Conseil' }, dueOn: '2027-01-10' }],
      },
      spoken: [{ linked: true }, ...Array.from({ length: spoken.length - 1 }, () => ({}))],
    })
    expect(
      (await lead.screen.raw(gate.linkWords, { params, body: { verbatimId: house.newId(), linked: true } })).status,
    ).toBe(404)
  })
  test('holds proofs that are what they say, and are never run', async () => {
    const { file } = await one()
    const bad: [string, Buffer, number][] = [
      ['image/svg+xml', Buffer.from('<svg onload="alert(1)"/>'), 415],
      ['image/png', Buffer.from('<html><script>alert(1)</script>'), 422],
      ['application/pdf', png, 422],
      ['image/png', Buffer.concat([png, Buffer.alloc(10 * 1024 * 1024)]), 422],
      ['image/png', Buffer.concat([png, Buffer.alloc(11 * 1024 * 1024)]), 413],
    ]
    for (const [type, bytes, status] of bad)
      expect([type, (await upload(file!.id, type, bytes, owner.cookie)).statusCode]).toEqual([type, status])
    const kept = await upload(file!.id, 'image/png', png, owner.cookie)
    expect(kept.statusCode, kept.body).toBe(200)
    const proof = kept.json() as { id: string }
    const seen = await app.inject({ url: `/api/quality/proofs/${proof.id}/file`, headers: { cookie: owner.cookie } })
    expect([seen.rawPayload.equals(png), seen.headers['content-type'], seen.headers['x-content-type-options']]).toEqual(
      [true, 'image/png', 'nosniff'],
    )
    expect(seen.headers['content-security-policy']).toContain('sandbox')
    await owner.ask(gate.addProof, {
      params: { id: file!.id },
      body: { title: 'Banc', url: 'https://lab.example/essai' },
    })
    expect(
      (await owner.raw(gate.addProof, { params: { id: file!.id }, body: { title: 'x', url: 'javascript:alert(1)' } }))
        .status,
    ).toBe(422)
    await owner.ask(gate.removeProof, { params: { id: proof.id }, body: { removed: true } })
    expect((await one()).file!.proofs.map(({ kind }) => kind)).toEqual(['link'])
    expect(
      (await app.inject({ url: `/api/quality/proofs/${proof.id}/file`, headers: { cookie: owner.cookie } })).statusCode,
    ).toBe(404)
    await owner.ask(gate.removeProof, { params: { id: proof.id }, body: { removed: false } })
  })
})
