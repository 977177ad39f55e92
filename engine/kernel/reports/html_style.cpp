// SPDX-License-Identifier: Apache-2.0
#include "kernel/reports/html_style.hpp"

namespace giamsat {

const std::string_view report_css = R"css(
:root{--ink:#1a2733;--soft:#5b6b7a;--rule:#d5dde4;--deep:#1b4f72;--wash:#f3f6f9}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;color:var(--ink);background:#fff;font:16px/1.5 "Segoe UI",system-ui,-apple-system,Roboto,"Noto Sans","Helvetica Neue",Arial,"Liberation Sans",sans-serif}
main,header,footer{max-width:64rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.75rem}
.place{margin:0;color:var(--soft);font-size:.9rem}
.place::first-letter{text-transform:uppercase}
h1{margin:.3rem 0 .4rem;font-size:1.65rem;line-height:1.25;color:var(--deep);text-wrap:balance}
.period{margin:0 0 1.25rem;color:var(--soft)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:.75rem;margin:0 0 1rem;padding:0}
.figures div{padding:.7rem .85rem;background:var(--wash);border-left:4px solid var(--deep)}
.figures dt{font-size:.9rem;color:var(--soft)}
.figures dd{margin:0}
.figures .value{font-size:1.7rem;line-height:1.25;font-weight:600;color:var(--deep);font-variant-numeric:tabular-nums}
.figures .beside{font-size:.85rem;color:var(--soft)}
nav{margin:1rem 0 0;font-size:.92rem}
nav summary{cursor:pointer;color:var(--deep)}
nav ol{list-style:none;margin:.4rem 0 0;padding:0;columns:22rem;column-gap:2rem}
nav li{break-inside:avoid;padding:.12rem 0}
nav a{color:var(--deep);text-decoration:none}
nav a:hover,nav a:focus{text-decoration:underline}
section{margin:2.25rem 0 0}
h2{margin:0 0 .6rem;font-size:1.15rem;line-height:1.35;text-wrap:balance}
.note{margin:.45rem 0 0;font-size:.88rem;color:var(--soft)}
.none{margin:0;padding:.6rem .8rem;background:var(--wash);color:var(--soft)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.94rem;font-variant-numeric:tabular-nums lining-nums}
th,td{padding:.42rem .6rem;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}
thead th{font-size:.85rem;line-height:1.3;font-weight:600;vertical-align:bottom;background:var(--wash);border-top:1px solid var(--deep);border-bottom:1px solid var(--deep)}
tbody th{font-weight:400}
.matrix thead th:first-child{width:27%}
.cards thead th:first-child{width:32%}
.n{text-align:right}
td.n,td.k{white-space:nowrap}
tr.inner th{padding-left:1.6rem}
tr.head th,tr.head td{border-bottom-color:#9fb0bd}
tr.head th{font-weight:600}
tr.total th,tr.total td{font-weight:600;border-top:1px solid var(--deep);border-bottom:2px solid var(--deep)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(25rem,100%),1fr));gap:1.3rem 2.5rem;margin:1.1rem 0 0}
figure{margin:0;max-width:31rem;break-inside:avoid}
figcaption{font-weight:600;font-size:.9rem;margin:0 0 .3rem}
figcaption small{font-weight:400;color:var(--soft)}
svg{display:block;width:100%;height:auto}
svg text{font-size:11px;fill:var(--ink)}
svg .n{font-size:12.5px}
svg .c{fill:var(--soft)}
svg .w{fill:#fff}
svg .a{stroke:#7c8a97;stroke-width:1}
svg .g{stroke:#e3e8ed;stroke-width:1}
.legend{display:flex;flex-wrap:wrap;gap:.15rem 1rem;list-style:none;margin:0 0 .4rem;padding:0;font-size:.85rem}
.legend i{display:inline-block;width:.8em;height:.8em;margin-right:.4em}
footer{margin-top:2.5rem;padding-top:.8rem;padding-bottom:2rem;font-size:.82rem;color:var(--soft)}
footer::before{content:"";display:block;border-top:1px solid var(--rule);margin-bottom:.7rem}
footer p{margin:0 0 .25rem}
footer code{font-size:.92em;overflow-wrap:anywhere}
.checkpoint{display:flex;align-items:center;gap:1rem;margin:.8rem 0 0;max-width:none}
.checkpoint svg{flex:none;width:44mm;height:44mm}
.checkpoint figcaption{color:var(--ink)}
.checkpoint small{display:block;margin-top:.3rem}
@media (max-width:40rem){
body{font-size:15px}
header{padding-top:1.1rem}
main,header,footer{padding-left:.9rem;padding-right:.9rem}
h1{font-size:1.35rem}
.figures{grid-template-columns:1fr 1fr;gap:.5rem}
.figures .value{font-size:1.35rem}
section{margin-top:1.9rem}
table{font-size:.88rem}
th,td{padding:.38rem .4rem}
thead th{font-size:.8rem}
.matrix{border-collapse:separate;border-spacing:0}
.matrix thead th:first-child{width:auto}
.matrix tbody th,.matrix thead th:first-child{position:sticky;left:0;max-width:10rem;background:#fff;border-right:1px solid var(--rule)}
.matrix thead th:first-child{background:var(--wash)}
.named tbody th{min-width:8.2rem}
.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.cards,.cards tbody,.cards tr,.cards th,.cards td{display:block;width:100%}
.cards tr{padding:.55rem 0;border-bottom:1px solid var(--rule)}
.cards tr.total{border-top:1px solid var(--deep);border-bottom:2px solid var(--deep)}
.cards tbody th{padding:0 0 .15rem;border:0;font-weight:600}
.cards tbody td{display:flex;justify-content:space-between;gap:1rem;padding:.08rem 0;border:0;text-align:right;white-space:normal}
.cards tbody td:empty{display:none}
.cards td::before{content:attr(data-label);color:var(--soft);text-align:left}
}
@media print{
@page{size:A4;margin:20mm 15mm 20mm 30mm;@top-center{content:counter(page);font:13pt "Times New Roman",Tinos,"Liberation Serif",serif}}
@page:first{@top-center{content:none}}
:root{--ink:#000;--soft:#333;--rule:#999;--deep:#000;--wash:#f1f1f1}
html,body{background:#fff}
body{font:12pt/1.35 "Times New Roman",Tinos,"Liberation Serif",serif;print-color-adjust:exact;-webkit-print-color-adjust:exact}
main,header,footer{max-width:none;padding:0}
header{text-align:center}
h1{font-size:15pt;margin:.2em 0 .3em}
.place,.period{font-size:12pt}
.figures{grid-template-columns:repeat(3,1fr);gap:2mm;text-align:left}
.figures div{padding:1.5mm 2.5mm;border-left:0;border:.5pt solid #999;background:none;break-inside:avoid}
.figures .value{font-size:14pt}
.figures dt,.figures .beside{font-size:10.5pt}
nav{display:none}
section{margin-top:6mm}
h2{font-size:12.5pt;break-after:avoid}
.scroll{overflow:visible;padding:0 .5pt}
.matrix thead th:first-child,.cards thead th:first-child{width:auto}
.named thead th:first-child{width:26%}
.short{break-inside:avoid}
table{font-size:10.5pt}
th,td{padding:1mm 1.4mm;border:.5pt solid #777}
thead{display:table-header-group}
thead th{font-size:10pt;text-align:center;vertical-align:middle;border:.5pt solid #777}
tr{break-inside:avoid}
tr.head{break-after:avoid}
tr.total{break-before:avoid}
tr.total th,tr.total td{border:.5pt solid #777;border-top:1pt solid #000}
.dense{font-size:9.5pt}
.dense thead th{font-size:9pt}
.charts{grid-template-columns:1fr 1fr;gap:4mm 8mm;margin-top:4mm}
.charts figure:only-child{max-width:110mm}
.note{font-size:10.5pt;font-style:italic}
footer{margin-top:8mm;padding:0;font-size:9pt;break-inside:avoid}
}
)css";

}  // namespace giamsat
