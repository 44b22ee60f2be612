import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ShippedPlaybooks } from '../../moments/shipped.port.ts'

/** Reads `playbooks/` of the product. They change with the product only, but are small: read when asked. */
export const shippedPlaybooks = (folder: string): ShippedPlaybooks => ({
  read: (id) => readFileSync(join(folder, `${id}.yaml`), 'utf8'),
})
