import { Button } from '@mantine/core'
import { IconGavel } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../../words/words.tsx'

/** From words or a theme to a decision on them. */
export function Decide({ verbatimId, theme }: { verbatimId?: string; theme?: string }) {
  const { t } = useWords()
  return (
    <Button
      component={Link}
      to={'/voice/decisions' as '/'}
      search={{ ...(verbatimId ? { verbatim: verbatimId } : {}), ...(theme ? { theme } : {}) } as never}
      variant="subtle"
      size="sm"
      h={44}
      leftSection={<IconGavel size={18} aria-hidden />}
    >
      {t('decided.decide')}
    </Button>
  )
}
