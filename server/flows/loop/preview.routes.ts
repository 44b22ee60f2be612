import { previewWords as endpoint } from '../../../contract/playbooks.ts'
import type { Routes } from '../../kit/http.ts'
import { noted } from '../../network/looks.flow.ts'
import type { Looks } from '../../network/looks.ts'
import { previewWords } from './preview.flow.ts'

export function previewRoutes(routes: Routes, looks: Looks): void {
  routes.on(
    endpoint,
    noted(looks, previewWords, ({ customer }) => ({
      action: 'playbook.preview',
      customerIds: customer.id === null ? [] : [customer.id],
    })),
  )
}
