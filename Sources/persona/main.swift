// main.swift: the program. Everything it does is in LocalPersona, where tests can reach it.

import LocalPersona

runPersonaAndExit()
