import { listAppointments, readDesk, readFloor } from '../../../contract/visits.ts'

export const APPOINTMENT_SEEN = [listAppointments, readFloor, readDesk]
