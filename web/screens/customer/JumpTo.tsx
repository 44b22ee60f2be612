import { Button } from '@mantine/core'
import { useWords } from '../../words/words.tsx'
import classes from './Customer.module.css'

/** What is looked for on a page that is eight screens long in the hand: one tap to each. On a wide screen all of it stands beside each other. */
const PLACES = [
  { part: 'customer.appointments', word: 'customer.appointments' },
  { part: 'customer.vehicles', word: 'customer.jump-vehicles' },
  { part: 'customer.orders', word: 'customer.orders' },
  { part: 'customer.timeline', word: 'customer.timeline' },
  { part: 'consent.title', word: 'customer.jump-consent' },
] as const

/** Brings a part of the page under the eyes, and the focus with it. */
function goTo(title: string) {
  const part = [...document.querySelectorAll<HTMLElement>('section[aria-label]')].find(
    (each) => each.getAttribute('aria-label') === title,
  )
  if (!part) return
  part.tabIndex = -1
  part.focus({ preventScroll: true })
  part.scrollIntoView({ block: 'start' })
}

export function JumpTo({ visits }: { visits: boolean }) {
  const { t } = useWords()
  return (
    <nav aria-label={t('customer.on-this-page')} className={classes.jump}>
      {PLACES.filter(({ part }) => visits || part !== 'customer.appointments').map(({ part, word }) => (
        <Button key={part} variant="light" color="ink" size="compact-md" h={44} onClick={() => goTo(t(part))}>
          {t(word)}
        </Button>
      ))}
    </nav>
  )
}
