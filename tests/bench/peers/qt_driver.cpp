// SPDX-License-Identifier: Apache-2.0
// qt_driver FOLDER CASES: Qt's SCXML machine on the inspection case, a machine loaded for each case. Prints one line of JSON.
// (`closed` is a plain state there: a machine that has reached a final one stops and tells its state no more.)
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScxmlStateMachine>
#include <cstdio>

int main(int count, char** words) {
    QCoreApplication application(count, words);
    const QString folder = words[1];
    const int cases = count > 2 ? QString(words[2]).toInt() : 2000;
    QFile file(folder + "/inspection/scripts.json");
    if (!file.open(QIODevice::ReadOnly)) return 1;
    const QJsonArray scripts = QJsonDocument::fromJson(file.readAll()).object()["scripts"].toArray();
    QJsonObject ends;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < cases; ++i) {
        QScopedPointer<QScxmlStateMachine> machine(QScxmlStateMachine::fromFile(folder + "/peers/inspection.scxml"));
        machine->start();
        QCoreApplication::processEvents();
        for (const auto& event : scripts[i % scripts.size()].toArray()) {
            machine->submitEvent(event.toString());
            QCoreApplication::processEvents();
        }
        const QString end = machine->activeStateNames().value(0);
        ends[end] = ends[end].toInt() + 1;
    }
    const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    const QJsonObject line{{"cases", cases}, {"seconds", seconds}, {"ends", ends}};
    std::printf("%s\n", QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
}
