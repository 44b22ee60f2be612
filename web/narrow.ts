import { useNavigate } from '@tanstack/react-router'

/**
 * Narrows what a screen shows by what stands in its address: what is chosen is written there, what is empty leaves it. Nothing scrolls, and the way back leads to the
 * screen before, not through every choice.
 */
export function useNarrowing<Search extends object>(): (next: Partial<Search>) => void {
  const navigate = useNavigate()
  return (next) =>
    void navigate({
      to: '.',
      search: (old: Record<string, unknown>) =>
        Object.fromEntries(
          Object.entries({ ...old, ...next }).filter(
            ([, value]) => value !== '' && value !== undefined && value !== false,
          ),
        ),
      replace: true,
      resetScroll: false,
    } as never)
}
