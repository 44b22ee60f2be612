import type { Shipped } from '../../contract/playbooks.ts'

/** The playbooks that ship: files beside the code. */
export interface ShippedPlaybooks {
  read(id: Shipped): string
}
