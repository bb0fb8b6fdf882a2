// The one place where codes become sentences that people read.
#pragma once

#include "core/AccountRules.h"
#include "core/Error.h"
#include "core/Job.h"
#include "core/ProxySettings.h"
#include "core/RelayAddress.h"

#include <QCoreApplication>
#include <QString>

#include <functional>
#include <optional>

namespace kinora {

// Said in the language of the moment; empty: nothing.
using Sentence = std::function<QString()>;

// All functions are pure apart from the installed translation. Every sentence says what happened and, where there is
// one, the next step.
class ErrorText {
    Q_DECLARE_TR_FUNCTIONS(ErrorText)

public:
    // For any operation; codes that mean something special in one place have their own function below.
    [[nodiscard]] static QString sentence(const Error& error);

    // wrongTries: how many answers in a row said InvalidCredentials, this one too.
    [[nodiscard]] static QString signIn(const Error& error, int wrongTries);
    // Without what belongs beside a field: see field(). Conflict is about the e-mail field.
    [[nodiscard]] static QString registration(const Error& error);
    [[nodiscard]] static QString reset(const Error& error);
    [[nodiscard]] static QString emailTaken();
    [[nodiscard]] static QString submission(const Error& error);
    // Why the relay does not take a video that was made elsewhere.
    [[nodiscard]] static QString imported(const Error& error);
    // Of trying a job again as it was. newPrice: what it costs by now, where that is why and is known.
    [[nodiscard]] static QString retry(const Error& error, const Job& job, std::optional<qint64> newPrice);

    // What the relay found wrong with one field.
    [[nodiscard]] static QString field(const FieldError& error);

    // Why a relay's certificate is not good, and what that means.
    [[nodiscard]] static QString certificate(const std::optional<CertificateProblem>& problem);

    // Rules checked while typing; empty when there is no problem.
    [[nodiscard]] static QString address(RelayAddressProblem problem);
    [[nodiscard]] static QString proxyAddress(ProxyAddressProblem problem);
    [[nodiscard]] static QString email(EmailProblem problem);
    [[nodiscard]] static QString password(PasswordProblem problem, int minLength, int maxLength);
    [[nodiscard]] static QString displayName(DisplayNameProblem problem);

    // What happened to a failed or canceled job, without money.
    [[nodiscard]] static QString outcome(const Job& job);
    // Whether it cost anything.
    [[nodiscard]] static QString charged(Charged charged);
    // What the person can do now; empty when there is nothing.
    [[nodiscard]] static QString nextStep(const Job& job);
};

} // namespace kinora
