import { Skeleton, Stack } from '@mantine/core'
import { useWords } from '../words/words.tsx'

/** The shape of what is coming: `rows` lines, or `card`s. */
export function Loading({ rows = 4, as = 'rows' }: { rows?: number; as?: 'rows' | 'card' }) {
  const { t } = useWords()
  return (
    <output aria-label={t('shell.loading')} style={{ display: 'block' }}>
      <Stack gap="sm">
        {Array.from({ length: rows }, (_, i) => i + 1).map((row) => (
          <Skeleton key={row} height={as === 'card' ? 190 : 56} radius={as === 'card' ? 'lg' : 'md'} />
        ))}
      </Stack>
    </output>
  )
}
