import { NativeSelect } from '@mantine/core'
import { useMe } from '../session.tsx'
import { useWords } from '../words/words.tsx'

interface SiteChoiceProps {
  /** The site chosen; what `everywhere` is for all of them. */
  value: string | undefined
  choose: (site: string) => void
  /** What stands for all sites. */
  everywhere?: string
  /** Its name is said to those who hear the page, and not shown: it stands in a row of choices that speak for themselves. */
  quiet?: boolean
  className?: string
}

/** A list is narrowed to one site. Nothing to choose where there is one only. */
export function SiteChoice({ value, choose, everywhere = '', quiet, className }: SiteChoiceProps) {
  const { t } = useWords()
  const { sites } = useMe()
  if (sites.length < 2) return null
  return (
    <NativeSelect
      {...(className ? { className } : {})}
      {...(quiet ? { 'aria-label': t('shell.site') } : { label: t('shell.site') })}
      value={value ?? everywhere}
      onChange={(e) => choose(e.currentTarget.value)}
      data={[
        { value: everywhere, label: t('shell.all-sites') },
        ...sites.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  )
}
