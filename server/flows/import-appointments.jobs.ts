import { runImports } from '../customers/import-run.flow.ts'
import type { Jobs } from '../kit/jobs.ts'
import { appointmentBatch } from './import-appointments.flow.ts'

export function importAppointmentsJobs(jobs: Jobs): void {
  jobs.tick('import-appointments', 1000, (house) => runImports(house, 'appointments', appointmentBatch))
}
