/** A number as it is read aloud: a French one in pairs, as one writes it there; any other as it came. It is never broken over two lines. */
export const phoneText = (phone: string): string => {
  const french = /^\+33([1-9])(\d{8})$/u.exec(phone)
  const said = french ? `0${french[1]} ${(french[2] ?? '').replace(/(\d\d)(?=\d)/gu, '$1 ')}` : phone
  return said.replaceAll(' ', '\u00a0')
}
