import { useQueryClient } from '@tanstack/react-query'
import { REFRESH } from './refresh.ts'

/** Reads all that shows cases once more. */
export function useAgain(): () => Promise<unknown> {
  const queries = useQueryClient()
  return () => Promise.all(REFRESH.map(({ name }) => queries.invalidateQueries({ queryKey: [name] })))
}
