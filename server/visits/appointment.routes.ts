import * as api from '../../contract/visits.ts'
import type { Routes } from '../kit/http.ts'
import { createAppointment, listAppointments, updateAppointment } from './appointment.flow.ts'

export function appointmentRoutes(routes: Routes): void {
  routes.on(api.listAppointments, listAppointments)
  routes.on(api.createAppointment, createAppointment)
  routes.on(api.updateAppointment, updateAppointment)
}
