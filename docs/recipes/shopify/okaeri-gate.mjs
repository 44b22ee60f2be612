/**
 * Okaeri product gate for Shopify: a small server that needs Node 20 and nothing else. MIT.
 *
 *   OKAERI_SECRET=whsec_… SHOPIFY_SHOP=your-shop.myshopify.com SHOPIFY_TOKEN=shpat_… PORT=8787 node okaeri-gate.mjs
 *
 * Put it behind your own https; the address to add in Okaeri is https://…/okaeri. The token is that of a custom app that may read and write
 * products. A SKU of the shop is a reference in Okaeri. What it did is kept in okaeri-gate.json beside it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { pathToFileURL } from 'node:url'

const MOST_BYTES = 1024 * 1024
const TAG = 'okaeri-withdrawn'

/** Signed by this secret, within five minutes (Standard Webhooks)? */
export function isSigned(secret, headers, body, now = Date.now()) {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': said } = headers
  if (!id || !/^\d+$/.test(at ?? '') || !said || Math.abs(now / 1000 - Number(at)) > 300) return false
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const mine = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest()
  return said.split(' ').some((each) => {
    const [version, value = ''] = each.split(',')
    const theirs = Buffer.from(value, 'base64')
    return version === 'v1' && theirs.length === mine.length && timingSafeEqual(theirs, mine)
  })
}

const FIND = `query($q: String!) { productVariants(first: 20, query: $q) { nodes { sku product { id status tags } } } }`
const STATUS = `mutation($id: ID!, $status: ProductStatus!) {
  productUpdate(product: { id: $id, status: $status }) { userErrors { message } } }`
const ADD = `mutation($id: ID!, $tags: [String!]!) { tagsAdd(id: $id, tags: $tags) { userErrors { message } } }`
const REMOVE = `mutation($id: ID!, $tags: [String!]!) { tagsRemove(id: $id, tags: $tags) { userErrors { message } } }`

/** Asks the shop's Admin API; a fault it tells is a fault here, so that Okaeri tries again later. */
async function ask(shop, query, variables) {
  const answer = await fetch(`${shop.address}/admin/api/${shop.version}/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': shop.token },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(10_000),
  })
  const told = await answer.json()
  const errors = told.errors ?? Object.values(told.data ?? {}).flatMap((one) => one?.userErrors ?? [])
  if (!answer.ok || errors.length > 0) throw new Error(errors[0]?.message ?? `the shop answered ${answer.status}`)
  return told.data
}

/** Does what one message asks for. @returns what was done */
export async function hear(shop, seen, message) {
  if (message.type === 'gate.test') return { test: true }
  const { product, sequence } = message.data
  // Old news that arrives late changes nothing.
  if (sequence <= (seen.get(product.reference) ?? 0)) return { old: true }
  const quoted = product.reference.replaceAll('\\', '\\\\').replaceAll('"', '\\"')
  const { productVariants } = await ask(shop, FIND, { q: `sku:"${quoted}"` })
  const found = new Map(
    productVariants.nodes.filter((one) => one.sku === product.reference).map((one) => [one.product.id, one.product]),
  )
  let changed = 0
  for (const { id, status, tags } of found.values()) {
    if (message.type === 'product.withdrawn' && status === 'ACTIVE') {
      await ask(shop, ADD, { id, tags: [TAG] })
      await ask(shop, STATUS, { id, status: 'DRAFT' })
      changed += 1
    }
    // Only what was unpublished by this comes back by this: a draft of your own stays one.
    if (message.type === 'product.returned' && tags.includes(TAG)) {
      await ask(shop, STATUS, { id, status: 'ACTIVE' })
      await ask(shop, REMOVE, { id, tags: [TAG] })
      changed += 1
    }
  }
  seen.set(product.reference, sequence)
  return { found: found.size, changed }
}

/** @param seen the last sequence of each reference; `keep` is called when it grew */
export function openGate({ secret, shop, seen = new Map(), keep = () => undefined, now = () => Date.now() }) {
  // One after the other: two messages about one product do not meet.
  let turn = Promise.resolve()
  return createServer((request, response) => {
    const end = (status, told) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(told))
    if (request.method !== 'POST' || request.url !== '/okaeri') return end(404, { error: 'POST /okaeri' })
    const parts = []
    let size = 0
    request.on('data', (part) => {
      size += part.length
      if (size > MOST_BYTES) request.destroy()
      else parts.push(part)
    })
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8')
      if (!isSigned(secret, request.headers, body, now())) return end(401, { error: 'not signed by your Okaeri' })
      turn = turn
        .then(() => hear(shop, seen, JSON.parse(body)))
        .then(
          (told) => {
            keep(seen)
            end(200, told)
          },
          (fault) => end(502, { error: String(fault.message) }),
        )
    })
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const {
    OKAERI_SECRET: secret,
    SHOPIFY_SHOP,
    SHOPIFY_TOKEN: token,
    SHOPIFY_API = '2026-04',
    PORT = '8787',
  } = process.env
  if (!secret || !SHOPIFY_SHOP || !token) {
    console.error('Set OKAERI_SECRET, SHOPIFY_SHOP and SHOPIFY_TOKEN.')
    process.exit(1)
  }
  const file = new URL('okaeri-gate.json', import.meta.url)
  let kept = {}
  try {
    kept = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // The first start.
  }
  openGate({
    secret,
    shop: { address: `https://${SHOPIFY_SHOP}`, token, version: SHOPIFY_API },
    seen: new Map(Object.entries(kept)),
    keep: (seen) => writeFileSync(file, JSON.stringify(Object.fromEntries(seen))),
  }).listen(Number(PORT), () => console.log(`listening on ${PORT}`))
}
