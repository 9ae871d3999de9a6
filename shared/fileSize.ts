const STEP = 1024

/** "340 KB", "1.2 MB", "3.0 GB": binary units, as file managers show them; nothing is less than "1 KB". */
export function sizeText(bytes: number): string {
  const kilo = Math.max(1, Math.round(bytes / STEP))
  if (kilo < STEP) return `${kilo} KB`
  const mega = (bytes / STEP ** 2).toFixed(1)
  return Number(mega) < STEP ? `${mega} MB` : `${(bytes / STEP ** 3).toFixed(1)} GB`
}
