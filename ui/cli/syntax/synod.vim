" Vim syntax file
" Language:    synod scripts (.synod)
" Printed by:  synod syntax vim > ~/.vim/syntax/synod.vim
" Then in ~/.vim/filetype.vim: au BufRead,BufNewFile *.synod setfiletype synod

if exists("b:current_syntax")
  finish
endif

syn match synodKey      "^\s*-\?\s*[A-Za-z0-9_-]\+:" contained
syn match synodHeadKey  "^\({{join .HeadKeys "\\|"}}\):" contained
syn match synodComment  "^\s*#.*$"
syn region synodHead    start="\%1l" end="^---$" contains=synodHeadKey,synodKey,synodComment,synodString keepend

syn match synodChoice   "^\s*\({{join .Verbs "\\|"}}\)\>"
syn match synodEntry    "^\s*\({{join .Words "\\|"}}\)\>"
syn match synodChapter  "^\s*==.*$"
syn match synodSaid     "^\s*>.*$"
syn match synodNote     "^\s*!.*$"
syn match synodEvidence "^\s*@.*$"
syn match synodQuestion "^\s*?.*$"
syn match synodRight    "^\s*+.*$"
syn match synodWrong    "^\s*-[^-].*$"
syn match synodBecause  "^\s*=[^=].*$"
syn match synodPrint    "#[0-9a-f]\{16}$"
syn match synodFunction "\<\({{join .Functions "\\|"}}\)\ze("
syn region synodString  start=+"+ end=+"+ oneline

hi def link synodHeadKey  Keyword
hi def link synodKey      Identifier
hi def link synodComment  Comment
hi def link synodChoice   Statement
hi def link synodEntry    Keyword
hi def link synodChapter  Title
hi def link synodSaid     String
hi def link synodNote     SpecialComment
hi def link synodEvidence SpecialComment
hi def link synodQuestion Question
hi def link synodRight    DiffAdd
hi def link synodWrong    DiffDelete
hi def link synodBecause  String
hi def link synodPrint    NonText
hi def link synodFunction Function
hi def link synodString   String

syn sync fromstart

let b:current_syntax = "synod"
