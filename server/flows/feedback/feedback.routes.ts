import type { Reader } from '../../feedback/reading.ts'
import type { Routes } from '../../kit/http.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import type { Looks } from '../../network/looks.ts'
import { askingRoutes } from './asking.routes.ts'

/** What customers tell us: asking, reading, answering. A part of it adds its line here. */
export function feedbackRoutes(routes: Routes, playbooks: PlaybookInForce, reader: Reader, _looks: Looks): void {
  askingRoutes(routes, playbooks, reader)
}
