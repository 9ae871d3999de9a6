import { writeSync } from 'node:fs'
import { closeDatabase, openDatabase } from '../../db/open.ts'

/** Opens a file of an older format, which brings it up to date, and says when it begins. */
const [path = ''] = process.argv.slice(2)
writeSync(1, 'begins\n')
closeDatabase(openDatabase(path))
