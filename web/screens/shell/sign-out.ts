import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'

/** Leaves: the session ends, nothing that was read stays in this tab. */
export function useSignOut(): () => void {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return () => {
    void import('../../auth.ts')
      .then(({ auth }) => auth.signOut())
      .finally(() => {
        // What was said to the person who leaves is not for the next one.
        notifications.clean()
        void navigate({ to: '/sign-in' }).then(() => queries.clear())
      })
  }
}
