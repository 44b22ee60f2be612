import { ActionIcon, Button, Group, Select, Textarea, TextInput } from '@mantine/core'
import { IconMail, IconPhone, IconPlus, IconX } from '@tabler/icons-react'
import { type Customer, updateCustomer } from '../../../contract/customers.ts'
import { call } from '../../api.ts'
import { useCountries } from '../../parts/countries.ts'
import { Row } from '../../parts/Field.tsx'
import { toast } from '../../parts/toast.tsx'
import { useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { CarefulForm } from './CarefulForm.tsx'
import classes from './Customer.module.css'
import { useCustomerCache } from './cache.ts'
import { Editable } from './Editable.tsx'
import type { FormOf } from './form.ts'

const view = (c: Customer) => ({
  phones: c.phones.map(({ display, e164, label }) => ({ number: display || e164, label })),
  emails: c.emails.map(({ address, label }) => ({ address, label })),
  street: c.street,
  postcode: c.postcode,
  city: c.city,
  country: c.country,
})
type Values = ReturnType<typeof view>

/** How to reach them. Numbers are called and addresses written to in one tap. */
export function Contacts({ customer, may }: { customer: Customer; may: boolean }) {
  const { t } = useWords()
  const { site } = useSite()
  const { nameOf } = useCountries()
  const c = customer
  const place = [...c.street.split('\n'), `${c.postcode} ${c.city}`.trim()].filter(Boolean)
  const abroad = c.country && c.country !== site?.country ? nameOf(c.country) : ''
  const empty = c.phones.length + c.emails.length + place.length === 0
  return (
    <Editable
      title={t('customer.reach')}
      may={may}
      read={
        empty ? (
          <span className="dim">{t('customer.reach-none')}</span>
        ) : (
          <div className={classes.reach}>
            {c.phones.map((phone) => (
              <a key={phone.id} href={`tel:${phone.e164}`} className={classes.way}>
                <IconPhone size={18} aria-hidden />
                <span className="figures">{phone.display || phone.e164}</span>
                {phone.label && <span className="dim">{phone.label}</span>}
              </a>
            ))}
            {c.emails.map((email) => (
              <a key={email.id} href={`mailto:${email.address}`} className={classes.way}>
                <IconMail size={18} aria-hidden />
                <span>{email.address}</span>
                {email.label && <span className="dim">{email.label}</span>}
              </a>
            ))}
            {place.length > 0 && (
              <address className={classes.address}>
                {[...place, abroad].filter(Boolean).map((line) => (
                  <div key={line}>{line}</div>
                ))}
              </address>
            )}
          </div>
        )
      }
      write={(close) => <ContactsForm customer={c} close={close} />}
    />
  )
}

function ContactsForm({ customer, close }: { customer: Customer; close: () => void }) {
  const { t } = useWords()
  const countries = useCountries()
  const cache = useCustomerCache(customer.id)
  const said = (value: Values[keyof Values]): string =>
    typeof value === 'string' ? value : value.map((one) => ('number' in one ? one.number : one.address)).join(', ')
  const names: Record<keyof Values, string> = {
    phones: t('customer.phones'),
    emails: t('customer.emails'),
    street: t('customer.street'),
    postcode: t('customer.postcode'),
    city: t('customer.city'),
    country: t('customer.country'),
  }
  return (
    <CarefulForm<Customer, Values>
      thing={customer}
      view={view}
      send={({ phones, emails, ...changes }, version) =>
        call(updateCustomer, {
          params: { id: customer.id },
          body: {
            ...changes,
            // An emptied line is a removed one.
            ...(phones ? { phones: phones.filter((p) => p.number.trim()) } : {}),
            ...(emails ? { emails: emails.filter((e) => e.address.trim()) } : {}),
            version,
          },
        })
      }
      again={cache.again}
      done={(saved) => {
        cache.put(saved)
        toast(t('shell.saved'))
      }}
      close={close}
      tell={(field, value) =>
        t('customer.stale-line', { field: names[field], value: said(value) || t('customer.nothing') })
      }
    >
      {(form) => (
        <>
          <Phones form={form} />
          <Emails form={form} />
          <Textarea
            label={t('customer.street')}
            description={t('customer.street-lines')}
            autoComplete="off"
            autosize
            minRows={1}
            maxRows={4}
            maxLength={200}
            {...form.getInputProps('street')}
          />
          <Row>
            <TextInput label={t('customer.postcode')} maxLength={12} {...form.getInputProps('postcode')} />
            <TextInput label={t('customer.city')} maxLength={100} {...form.getInputProps('city')} />
          </Row>
          <Select
            label={t('customer.country')}
            data={countries.options(customer.country)}
            searchable
            allowDeselect={false}
            {...form.getInputProps('country')}
          />
        </>
      )}
    </CarefulForm>
  )
}

type Form = FormOf<Values>

function Phones({ form }: { form: Form }) {
  const { t } = useWords()
  return (
    <div className={classes.lines}>
      {form.values.phones.map((_, n) => (
        <Line
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name than its place until it is saved
          key={n}
          remove={t('customer.phone-remove', { n: n + 1 })}
          onRemove={() => form.removeListItem('phones', n)}
        >
          <TextInput
            type="tel"
            inputMode="tel"
            label={t('customer.phone')}
            autoComplete="off"
            maxLength={40}
            {...form.getInputProps(`phones.${n}.number`)}
          />
          <TextInput
            label={t('customer.label')}
            placeholder={t('customer.label-example')}
            maxLength={40}
            {...form.getInputProps(`phones.${n}.label`)}
          />
        </Line>
      ))}
      {form.values.phones.length < 12 && (
        <Button
          variant="subtle"
          leftSection={<IconPlus size={18} aria-hidden />}
          style={{ justifySelf: 'start' }}
          onClick={() => form.insertListItem('phones', { number: '', label: '' })}
        >
          {t('customer.phone-add')}
        </Button>
      )}
    </div>
  )
}

function Emails({ form }: { form: Form }) {
  const { t } = useWords()
  return (
    <div className={classes.lines}>
      {form.values.emails.map((_, n) => (
        <Line
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name than its place until it is saved
          key={n}
          remove={t('customer.email-remove', { n: n + 1 })}
          onRemove={() => form.removeListItem('emails', n)}
        >
          <TextInput
            type="email"
            label={t('customer.email')}
            autoComplete="off"
            maxLength={200}
            {...form.getInputProps(`emails.${n}.address`)}
          />
          <TextInput
            label={t('customer.label')}
            placeholder={t('customer.label-example')}
            maxLength={40}
            {...form.getInputProps(`emails.${n}.label`)}
          />
        </Line>
      ))}
      {form.values.emails.length < 12 && (
        <Button
          variant="subtle"
          leftSection={<IconPlus size={18} aria-hidden />}
          style={{ justifySelf: 'start' }}
          onClick={() => form.insertListItem('emails', { address: '', label: '' })}
        >
          {t('customer.email-add')}
        </Button>
      )}
    </div>
  )
}

function Line({ children, remove, onRemove }: { children: React.ReactNode; remove: string; onRemove: () => void }) {
  return (
    <Group wrap="nowrap" gap={4} align="flex-end">
      <div style={{ flex: 1, minWidth: 0 }}>
        <Row>{children}</Row>
      </div>
      <ActionIcon aria-label={remove} onClick={onRemove}>
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </Group>
  )
}
